package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Shape;

class FlattenTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Flatten(), Shape.of(2, 3, 4), Shape.of(24)),
                new LayerCase(new Flatten(), Shape.of(5), Shape.of(5)));
    }
}
