package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class GruTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Gru(4), Shape.of(5, 3), Shape.of(5, 4)),
                new LayerCase(new Gru(1), Shape.of(1, 1), Shape.of(1, 1)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new Gru(4), Shape.of(6), null));
    }

    @Test
    void needsAUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gru(0))
                .withMessageContaining("at least 1 unit, got 0");
    }
}
