package org.hypernetspark.continual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.hypernetspark.task.Rows;
import org.junit.jupiter.api.Test;

/** The published toy regression in full: 4,001 steps on each of three tasks, several seeds. */
class ToyRegressionTest {
    private static final int STEPS = 4001;
    private static final long SEEDS = 5;
    /** Final mean squared errors of von Oswald et al. 2020, one seed. */
    private static final double[] PUBLISHED = {0.00419, 0.00239, 0.00607};

    private static double medianOverSeeds(Method method, int task) {
        double[] errors = LongStream.rangeClosed(1, SEEDS)
                .mapToDouble(seed -> ToyExample.run(method, ToyExample.spec(STEPS, Regularization.of(0.005), seed))
                        .last()[task])
                .sorted()
                .toArray();
        return errors[errors.length / 2];
    }

    @Test
    void theRegulariserReachesThePublishedErrorsOnEveryTask() {
        for (int task = 0; task < PUBLISHED.length; task++) {
            assertThat(medianOverSeeds(Method.HYPERNET, task))
                    .as("task " + task)
                    .isLessThan(PUBLISHED[task]);
        }
    }

    @Test
    void withoutTheRegulariserEarlierTasksAreForgotten() {
        assertThat(medianOverSeeds(Method.FINE_TUNING, 0)).isGreaterThan(0.1);
        assertThat(medianOverSeeds(Method.FINE_TUNING, 1)).isGreaterThan(0.1);
        assertThat(medianOverSeeds(Method.FINE_TUNING, 2)).isLessThan(0.02);
    }

    @Test
    void fromScratchAndJointlyEveryTaskIsLearned() {
        for (int task = 0; task < PUBLISHED.length; task++) {
            assertThat(medianOverSeeds(Method.FROM_SCRATCH, task)).isLessThan(0.005);
            assertThat(medianOverSeeds(Method.JOINT, task)).isLessThan(0.005);
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
