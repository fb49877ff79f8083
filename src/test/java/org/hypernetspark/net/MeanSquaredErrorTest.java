package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeanSquaredErrorTest extends LossContract {
    @Override
    protected Loss loss() {
        return new MeanSquaredError();
    }

    @Override
    protected double label(double uniform) {
        return 4 * uniform - 2;
    }

    @Test
    void predictionsAreTheOutputs() {
        float[] output = {-3, 7};
        loss().link(output, 1, 2);
        assertThat(output).containsExactly(-3, 7);
        assertThat(loss().classification()).isFalse();
    }
}
