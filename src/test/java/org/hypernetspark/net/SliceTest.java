package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Shape;

class SliceTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Slice(2, 3), Shape.of(7), Shape.of(3)),
                new LayerCase(new Slice(0, 5), Shape.of(5), Shape.of(5)),
                new LayerCase(new Slice(4, 1), Shape.of(5), Shape.of(1)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new Slice(3, 3), Shape.of(5), null),
                new LayerCase(new Slice(0, 2), Shape.of(2, 2, 3), null));
    }
}
