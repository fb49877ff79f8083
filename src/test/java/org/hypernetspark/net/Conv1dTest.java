package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class Conv1dTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Conv1d(3, 3), Shape.of(2, 8), Shape.of(3, 6)),
                new LayerCase(new Conv1d(2, 4, 3, 2, true), Shape.of(3, 9), Shape.of(2, 4)),
                new LayerCase(new Conv1d(2, 1, 1, 0, false), Shape.of(1, 5), Shape.of(2, 5)),
                new LayerCase(new Conv1d(4, 7, 2, 3, true), Shape.of(12, 11), Shape.of(4, 6)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new Conv1d(3, 3), Shape.of(2, 8, 8), Shape.of(1)),
                new LayerCase(new Conv1d(3, 9), Shape.of(2, 8), Shape.of(1)));
    }

    @Test
    void weightsHaveOneDimensionForPositions() {
        assertThat(new Conv1d(10, 5).bind(Shape.of(3, 8)).parameters())
                .extracting(ParameterSpec::name, ParameterSpec::shape, ParameterSpec::fanIn, ParameterSpec::fanOut)
                .containsExactly(tuple("bias", Shape.of(10), 15, 50), tuple("weight", Shape.of(10, 3, 5), 15, 50));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv1d(3, 2, 0, 0, true))
                .withMessageContaining("got 3 filters, kernel 2, stride 0 and padding 0");
    }
}
