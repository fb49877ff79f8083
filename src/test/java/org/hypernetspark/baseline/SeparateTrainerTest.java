package org.hypernetspark.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingDivergedException;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SeparateTrainerTest {
    private static final MeanSquaredError LOSS = new MeanSquaredError();
    private static final Network LINE = Network.of(Shape.of(1), List.of(new Dense(1)));
    private static final Network CURVE =
            Network.of(Shape.of(1), List.of(new Dense(8), Activation.TANH, new Dropout(0.2), new Dense(1)));

    private final List<Task> tasks = LineTasks.family(50, 40, 1);

    private static TrainingSpec settings() {
        return settings(0.02);
    }

    private static TrainingSpec settings(double learningRate) {
        OptimizerSpec adam = OptimizerSpec.adam(learningRate);
        return TrainingSpec.defaults()
                .withRounds(40)
                .withSteps(20, 8, 4, 3)
                .withOptimizers(adam, adam, OptimizerState.RESET);
    }

    private static List<Double> losses(List<MetricSums> sums) {
        return sums.stream().map(one -> one.value(Metric.LOSS)).toList();
    }

    private static List<Double> losses(List<Task> tasks, TrainingSpec spec, int threads) {
        return losses(new SeparateTrainer(CURVE, LOSS, threads).evaluate(tasks, spec, Task::validation));
    }

    @Test
    void aSingleDenseLayerIsTheLinearModelOfEachTask() {
        List<MetricSums> sums = new SeparateTrainer(LINE, LOSS, 2).evaluate(tasks, settings(0.1), Task::validation);
        assertThat(sums).hasSize(50);
        assertThat(new MetricSummary(sums).worstDecile(Metric.RMSE)).isLessThan(0.05);
    }

    @Test
    void aNewTaskIsFittedToItsFewRows() {
        List<Task> fresh = LineTasks.family(5, 10, 9);
        List<MetricSums> sums =
                new SeparateTrainer(LINE, LOSS, 1).evaluate(fresh, AdaptationSpec.defaults(), Task::validation);
        assertThat(new MetricSummary(sums).loss()).isLessThan(0.01);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        TrainingSpec spec = settings().withRounds(3);
        List<Double> one = losses(tasks, spec, 1);
        assertThat(losses(tasks, spec, 2)).isEqualTo(one);
        assertThat(losses(tasks, spec, 3)).isEqualTo(one);
        assertThat(losses(tasks, spec.withSeed(2), 1)).isNotEqualTo(one);
    }

    @Test
    void aTaskIsFittedAsIfItWereAlone() {
        AdaptationSpec spec = AdaptationSpec.defaults();
        SeparateTrainer trainer = new SeparateTrainer(CURVE, LOSS, 2);
        List<Double> together = losses(trainer.evaluate(tasks, spec, Task::validation));
        for (int i : new int[] {0, 17, 49}) {
            assertThat(losses(trainer.evaluate(tasks.subList(i, i + 1), spec, Task::validation)))
                    .containsExactly(together.get(i));
        }
    }

    @Test
    void resultsFollowTheOrderOfTasks() {
        TrainingSpec spec = settings().withRounds(2);
        List<Double> forwards = new ArrayList<>(losses(tasks, spec, 2));
        List<Task> backwards = new ArrayList<>(tasks);
        Collections.reverse(backwards);
        Collections.reverse(forwards);
        assertThat(losses(backwards, spec, 2)).isEqualTo(forwards);
    }

    @Test
    void divergenceNamesTheTask() {
        List<Task> broken = new ArrayList<>(tasks);
        broken.set(5, LineTasks.withLabel(tasks.get(5), 0, Float.NaN));
        SeparateTrainer trainer = new SeparateTrainer(LINE, LOSS, 2);
        assertThatThrownBy(() -> trainer.evaluate(broken, settings(), Task::validation))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("task \"line-5\"");
    }
}
