package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class AveragePool2dTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new AveragePool2d(2), Shape.of(2, 4, 6), Shape.of(2, 2, 3)),
                new LayerCase(new AveragePool2d(2), Shape.of(2, 5, 5), Shape.of(2, 2, 2)),
                new LayerCase(new AveragePool2d(3, 2, 1, 3), Shape.of(3, 5, 7), Shape.of(3, 3, 2)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new AveragePool2d(2), Shape.of(8, 6), Shape.of(1)),
                new LayerCase(new AveragePool2d(5), Shape.of(1, 4, 4), Shape.of(1)));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AveragePool2d(2, 2, 0, 1))
                .withMessageContaining("stride 0x1");
    }
}
