package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Dropout(0.3), Shape.of(9), Shape.of(9)),
                new LayerCase(new Dropout(0.5), Shape.of(2, 3, 4), Shape.of(2, 3, 4)),
                new LayerCase(new Dropout(0), Shape.of(5), Shape.of(5)));
    }

    @Override
    protected double[] factors(LayerRun run) {
        LayerRun ones = new LayerRun(run.layer, run.pass.tasks, run.pass.batch);
        Arrays.fill(ones.pass.x, 1);
        return Vectors.toDouble(ones.forward().pass.y);
    }

    private static float[] mask(double rate, long seed, int position) {
        LayerRun run = new LayerRun(new Dropout(rate).bind(Shape.of(10_000)), 1, 2);
        run.pass.seeds[0] = seed;
        run.pass.position = position;
        Arrays.fill(run.pass.x, 1);
        return run.forward().pass.y;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void dropsTheGivenShareAndKeepsTheMean(double rate) {
        float[] mask = mask(rate, 5, 1);
        long dropped = 0;
        double sum = 0;
        for (float value : mask) {
            dropped += value == 0 ? 1 : 0;
            sum += value;
        }
        assertThat((double) dropped / mask.length).isCloseTo(rate, within(0.01));
        assertThat(sum / mask.length).isCloseTo(1, within(0.07));
        assertThat(mask).containsOnly(0, (float) (1 / (1 - rate)));
    }

    @Test
    void seedsAndPositionsGiveDifferentMasksAndTheSameOnesTheSame() {
        float[] mask = mask(0.5, 5, 1);
        assertThat(mask(0.5, 5, 1)).isEqualTo(mask);
        assertThat(agreement(mask, mask(0.5, 6, 1))).isCloseTo(0.5, within(0.02));
        assertThat(agreement(mask, mask(0.5, 5, 2))).isCloseTo(0.5, within(0.02));
    }

    private static double agreement(float[] a, float[] b) {
        int same = 0;
        for (int i = 0; i < a.length; i++) {
            same += a[i] == b[i] ? 1 : 0;
        }
        return (double) same / a.length;
    }

    @Test
    void isTheIdentityWhenNotTraining() {
        LayerRun run = new LayerRun(new Dropout(0.5).bind(Shape.of(6)), 2, 2);
        run.pass.training = false;
        run.pass.seeds = new long[0];
        run.forward().backward();
        assertThat(run.pass.y).isEqualTo(run.pass.x);
        assertThat(run.pass.dx).isEqualTo(run.pass.dy);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void rateMustBeAProbabilityBelowOne(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dropout(rate))
                .withMessageContaining("at least 0 and below 1, got " + rate);
    }
}
