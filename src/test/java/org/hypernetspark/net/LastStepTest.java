package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Shape;

class LastStepTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new LastStep(), Shape.of(3, 5), Shape.of(5)),
                new LayerCase(new LastStep(), Shape.of(1, 1), Shape.of(1)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new LastStep(), Shape.of(6), null));
    }
}
