package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuberTest extends LossContract {
    @Override
    protected Loss loss() {
        return new Huber(1.5);
    }

    @Override
    protected double label(double uniform) {
        return 4 * uniform - 2;
    }

    @Test
    void isQuadraticUpToDeltaAndLinearBeyond() {
        Huber huber = new Huber(2);
        assertThat(huber.value(1, 0)).isEqualTo(0.5);
        assertThat(huber.value(0, 5)).isEqualTo(8);
        assertThat(huber.slope(0, 5)).isEqualTo(-2);
    }

    @Test
    void predictionsAreTheOutputs() {
        float[] output = {-3, 7};
        loss().link(output, 1, 2);
        assertThat(output).containsExactly(-3, 7);
        assertThat(loss().classification()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void deltaMustBePositive(double delta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Huber(delta))
                .withMessageContaining("above 0, got " + delta);
    }
}
