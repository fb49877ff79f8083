package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class DenseTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Dense(4), Shape.of(5), Shape.of(4)),
                new LayerCase(new Dense(1), Shape.of(7), Shape.of(1)),
                new LayerCase(new Dense(3, false), Shape.of(1), Shape.of(3)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new Dense(4), Shape.of(1, 6, 9), Shape.of(4)));
    }

    @Test
    void needsAUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dense(0))
                .withMessageContaining("at least 1 unit, got 0");
    }
}
