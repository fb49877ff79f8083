package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Shape;

class PositionWiseTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new PositionWise(new Dense(4)), Shape.of(3, 5), Shape.of(3, 4)),
                new LayerCase(new PositionWise(new Dense(2, false)), Shape.of(1, 1), Shape.of(1, 2)),
                new LayerCase(new PositionWise(Activation.TANH), Shape.of(2, 3), Shape.of(2, 3)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new PositionWise(new Dense(4)), Shape.of(6), null),
                new LayerCase(new PositionWise(new OneHot(4)), Shape.of(3, 6), null));
    }
}
