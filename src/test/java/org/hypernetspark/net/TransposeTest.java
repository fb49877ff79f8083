package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Shape;

class TransposeTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Transpose(), Shape.of(3, 4), Shape.of(4, 3)),
                new LayerCase(new Transpose(), Shape.of(1, 5), Shape.of(5, 1)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new Transpose(), Shape.of(2, 3, 4), Shape.of(1)));
    }
}
