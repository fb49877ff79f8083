package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TanhTest {
    @Test
    void noFloatGivesMoreThanOne() {
        float largest = 0;
        for (float x = 2; x <= 9; x = Math.nextUp(x)) {
            largest = Math.max(largest, Tanh.of(x));
        }
        assertThat(largest).isLessThanOrEqualTo(1f);
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-30f, 1e-3f, 0.4f, 1, 3, 6, 8, 8.1f, 8.2f, 9, 20, 1e30f, Float.POSITIVE_INFINITY})
    void isTheTangentToFourPartsInTenMillion(float x) {
        double expected = Math.tanh(x);
        assertThat(Math.abs(Tanh.of(x) / expected - 1)).isLessThanOrEqualTo(4e-7);
        assertThat(Tanh.of(-x)).isEqualTo(-Tanh.of(x));
        assertThat(Tanh.sigmoid(x)).isBetween(0f, 1f);
        assertThat(Tanh.sigmoid(-x)).isBetween(0f, 1f);
    }
}
