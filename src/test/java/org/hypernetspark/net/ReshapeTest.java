package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Shape;

class ReshapeTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Reshape(Shape.of(2, 3, 2)), Shape.of(12), Shape.of(2, 3, 2)),
                new LayerCase(new Reshape(Shape.of(6)), Shape.of(2, 3), Shape.of(6)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new Reshape(Shape.of(2, 3)), Shape.of(7), Shape.of(1)));
    }
}
