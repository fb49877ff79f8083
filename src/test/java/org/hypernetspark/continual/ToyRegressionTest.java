package org.hypernetspark.continual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.hypernetspark.task.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published toy regression in full: 4,001 steps on each of three tasks, several seeds. */
class ToyRegressionTest {
    private static final int STEPS = 4001;
    private static final long SEEDS = 7;
    /** Final mean squared errors of von Oswald et al. 2020, one seed. */
    private static final double[] PUBLISHED = {0.00419, 0.00239, 0.00607};

    /** Of each task's final error the median over the seeds. */
    private static double[] medians(Method method) {
        List<double[]> runs = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> ToyExample.run(method, ToyExample.spec(STEPS, Regularization.of(0.005), seed))
                        .last())
                .toList();
        return IntStream.range(0, PUBLISHED.length)
                .mapToDouble(task -> runs.stream()
                        .mapToDouble(errors -> errors[task])
                        .sorted()
                        .skip(SEEDS / 2)
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    /** A run is chaotic: another processor's rounding, or another order of sums, moves an error by a factor of two or three. */
    @Test
    void theRegulariserKeepsEveryTaskNearThePublishedError() {
        double[] errors = medians(Method.HYPERNET);
        for (int task = 0; task < PUBLISHED.length; task++) {
            assertThat(errors[task]).as("task " + task).isLessThan(4 * PUBLISHED[task]);
        }
    }

    @Test
    void withoutTheRegulariserEarlierTasksAreForgotten() {
        double[] errors = medians(Method.FINE_TUNING);
        assertThat(errors[0]).isGreaterThan(0.1);
        assertThat(errors[1]).isGreaterThan(0.1);
        assertThat(errors[2]).isLessThan(0.02);
    }

    @ParameterizedTest
    @EnumSource(names = {"FROM_SCRATCH", "JOINT"})
    void fromScratchAndJointlyEveryTaskIsLearned(Method method) {
        for (double error : medians(method)) {
            assertThat(error).isLessThan(0.005);
        }
    }

    @Test
    void trainingLabelsHaveNoiseAndTestLabelsHaveNone() {
        Rows test = ToyExample.TASKS.test(0);
        Rows training = ToyExample.TASKS.training(0);
        double squares = 0;
        for (int i = 0; i < training.count(); i++) {
            squares += Math.pow(training.labels()[i] - training.features()[i] - 3, 2);
        }
        assertThat(Math.sqrt(squares / training.count())).isBetween(0.04, 0.06);
        assertThat(test.count()).isEqualTo(50);
        for (int i = 0; i < test.count(); i++) {
            assertThat(test.labels()[i]).isCloseTo(test.features()[i] + 3, Offset.offset(1e-6f));
        }
        assertThat(Arrays.equals(training.labels(), ToyExample.TASKS.training(0).labels()))
                .isTrue();
    }
}
