package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class Upsample2dTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Upsample2d(2, 2), Shape.of(2, 3, 4), Shape.of(2, 6, 8)),
                new LayerCase(new Upsample2d(1, 3), Shape.of(1, 2, 2), Shape.of(1, 2, 6)),
                new LayerCase(new Upsample2d(3, 1), Shape.of(2, 2, 3), Shape.of(2, 6, 3)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new Upsample2d(2, 2), Shape.of(7), Shape.of(1)));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Upsample2d(0, 2))
                .withMessageContaining("got 0x2");
    }
}
