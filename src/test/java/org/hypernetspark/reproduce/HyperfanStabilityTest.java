package org.hypernetspark.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hypernetspark.hyper.InitMethod;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.junit.jupiter.api.Test;

/** The short form: noise for images, layers of 100. */
class HyperfanStabilityTest {
    private static final int PIXELS = 50;
    private final HyperfanStability run = new HyperfanStability(noise(), 100, 2);

    private static Rows noise() {
        float[] labels = new float[200];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 10;
        }
        return Rows.of(200, Vectors.normal(200 * PIXELS, 5), labels);
    }

    private static double drift(List<Sample> layers) {
        return layers.get(4).mean() - layers.get(0).mean();
    }

    @Test
    void activationsStayFlatUnderHyperfanIn() {
        assertThat(drift(run.atTheStart(InitMethod.HYPERFAN_IN, false))).isCloseTo(0, within(0.3));
    }

    @Test
    void gradientsStayFlatUnderHyperfanOut() {
        assertThat(drift(run.atTheStart(InitMethod.HYPERFAN_OUT, true))).isCloseTo(0, within(0.3));
    }

    @Test
    void activationsExplodeWhenTheHypernetIsInitialisedByHe() {
        assertThat(drift(run.atTheStart(InitMethod.HE, false))).isGreaterThan(2);
    }

    @Test
    void theFirstLossIsNearChanceUnderHyperfanAndFarAboveItUnderHe() {
        assertThat(run.loss(InitMethod.HYPERFAN_IN, 1, 10)).isLessThan(10);
        assertThat(run.loss(InitMethod.HE, 1, 10)).isGreaterThan(1000);
    }
}
