package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.SupportInput.Pooling;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Gru;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Together;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of a support set that attend to one another before they are pooled. */
class RowsTogetherTest {
    private static final int ROWS = 7;
    private static final int WIDTH = 3;
    private static final int SIZE = 4;
    private static final int[] COUNTS = {5, 7, 1};
    private static final int TASKS = COUNTS.length;
    private static final List<LayerSpec> ENCODER = List.of(
            new Dense(8),
            Activation.TANH,
            new Residual(List.of(new Together(new SelfAttention(2)))),
            new LayerNorm(),
            new Together(new SelfAttention(1, 5, SIZE, false)));

    private static SupportInput input(Pooling pooling) {
        return new SupportInput(ROWS, 20, WIDTH - 1, 1, 0, ENCODER, pooling);
    }

    /** Vectors and gradients of some tasks, in memory for so many rows of each. */
    private static final class Run {
        final float[] phi;
        final float[] vectors;
        final float[] dPhi;

        Run(Pooling pooling, int rows, float[] x, int... counts) {
            SupportInput input = input(pooling);
            phi = Vectors.normal(input.parameters().size(), 0.5, 1);
            vectors = new float[counts.length * SIZE];
            dPhi = new float[phi.length];
            SupportPass pass = new SupportPass(input, 0, counts.length, rows);
            pass.forward(phi, x, counts, counts.length, true, 0, vectors, 0, SIZE);
            pass.backward(phi, dPhi, Vectors.normal(vectors.length, 3), 0, SIZE);
        }
    }

    private static float[] rows() {
        return Vectors.normal(TASKS * ROWS * WIDTH, 2);
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(Vectors.relativeError(actual, Vectors.toDouble(expected))).isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void theOrderOfTheRowsDoesNotMatter(Pooling pooling) {
        float[] x = rows();
        float[] turned = x.clone();
        for (int task = 0; task < TASKS; task++) {
            for (int row = 0; row < COUNTS[task]; row++) {
                int to = (task * ROWS + COUNTS[task] - 1 - row) * WIDTH;
                System.arraycopy(x, (task * ROWS + row) * WIDTH, turned, to, WIDTH);
            }
        }
        Run run = new Run(pooling, ROWS, x, COUNTS);
        Run other = new Run(pooling, ROWS, turned, COUNTS);
        assertClose(other.vectors, run.vectors);
        assertClose(other.dPhi, run.dPhi);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void whatStandsInThePaddingChangesNoBit(Pooling pooling) {
        float[] x = rows();
        float[] other = x.clone();
        for (int task = 0; task < TASKS; task++) {
            Arrays.fill(other, (task * ROWS + COUNTS[task]) * WIDTH, (task + 1) * ROWS * WIDTH, 9);
        }
        Run run = new Run(pooling, ROWS, x, COUNTS);
        Run padded = new Run(pooling, ROWS, other, COUNTS);
        assertThat(padded.vectors).isEqualTo(run.vectors);
        assertThat(padded.dPhi).isEqualTo(run.dPhi);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void tasksOfSeveralSizesEqualEachAloneWithoutPadding(Pooling pooling) {
        float[] x = rows();
        Run together = new Run(pooling, ROWS, x, COUNTS);
        for (int task = 0; task < TASKS; task++) {
            int from = task * ROWS * WIDTH;
            float[] own = Arrays.copyOfRange(x, from, from + COUNTS[task] * WIDTH);
            Run alone = new Run(pooling, COUNTS[task], own, COUNTS[task]);
            assertClose(alone.vectors, Arrays.copyOfRange(together.vectors, task * SIZE, (task + 1) * SIZE));
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void aTaskWithoutRowsIsAZeroVectorAndChangesNoGradient(Pooling pooling) {
        float[] x = rows();
        Run run = new Run(pooling, ROWS, x, COUNTS[0], 0);
        Run alone = new Run(pooling, ROWS, x, COUNTS[0]);
        assertThat(Arrays.copyOfRange(run.vectors, SIZE, 2 * SIZE)).containsOnly(0);
        assertClose(run.dPhi, alone.dPhi);
    }

    @Test
    void everyRowIsToldOfTheOthers() {
        float[] x = rows();
        Run run = new Run(Pooling.MEAN, ROWS, x, COUNTS);
        double[] mean = new double[SIZE];
        for (int row = 0; row < COUNTS[0]; row++) {
            float[] own = Arrays.copyOfRange(x, row * WIDTH, (row + 1) * WIDTH);
            float[] vector = new Run(Pooling.MEAN, 1, own, 1).vectors;
            Arrays.setAll(mean, i -> mean[i] + vector[i] / COUNTS[0]);
        }
        assertThat(Vectors.relativeError(Arrays.copyOf(run.vectors, SIZE), mean))
                .isGreaterThan(1e-2);
    }

    private static void assertRefused(LayerSpec layer, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SupportInput(4, 20, 2, 1, 0, List.of(layer), Pooling.MEAN))
                .withMessageContaining(message);
    }

    @Test
    void layersThatSeeAnOrderAreRefused() {
        assertRefused(new Together(new Gru(3)), "only attention that is not causal may see them together, got gru");
        assertRefused(new Together(new SelfAttention(1, 0, 0, true)), "only attention that is not causal");
        assertRefused(new TargetGraph(3, 1), "Rows of a support set are no graph");
    }
}
