package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinaryCrossEntropyTest extends LossContract {
    @Override
    protected Loss loss() {
        return new BinaryCrossEntropy();
    }

    @Override
    protected double label(double uniform) {
        return Math.round(uniform);
    }

    @Test
    void predictionsAreProbabilities() {
        float[] output = {0, (float) Math.log(3), 500, -500};
        loss().link(output, 1, 4);
        assertThat(output[0]).isEqualTo(0.5f);
        assertThat(output[1]).isCloseTo(0.75f, within(1e-6f));
        assertThat(output[2]).isEqualTo(1);
        assertThat(output[3]).isZero();
        assertThat(loss().classification()).isTrue();
    }
}
