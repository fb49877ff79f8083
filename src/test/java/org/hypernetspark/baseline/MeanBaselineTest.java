package org.hypernetspark.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSums;
import org.junit.jupiter.api.Test;

class MeanBaselineTest {
    private static Rows labels(float... labels) {
        return Rows.of(labels.length, new float[labels.length], labels);
    }

    private static Task task(String id, Rows training, Rows validation) {
        return new Task(id, new float[0], training, validation);
    }

    private static List<MetricSums> evaluate(Loss loss, int width, List<Task> known, List<Task> tasks) {
        return MeanBaseline.fit(loss, Shape.of(width), known).evaluate(tasks, Task::validation);
    }

    @Test
    void predictsEachTasksOwnMean() {
        List<Task> tasks = List.of(task("a", labels(1, 3), labels(5, 2)), task("b", labels(-4), labels(-4)));
        List<MetricSums> sums = evaluate(new MeanSquaredError(), 1, tasks, tasks);
        assertThat(sums.get(0).value(Metric.MAE)).isEqualTo(1.5, within(1e-6));
        assertThat(sums.get(0).value(Metric.LOSS)).isEqualTo(4.5, within(1e-6));
        assertThat(sums.get(1).value(Metric.MAE)).isZero();
    }

    @Test
    void predictsTheOverallMeanWhereATaskHasNoRowsOrTheyAreLeftOut() {
        List<Task> known = List.of(task("a", labels(1, 3), labels(0)), task("b", labels(-4), labels(-4)));
        List<Task> bare = List.of(task("new", Rows.none(), labels(6)));
        assertThat(evaluate(new MeanSquaredError(), 1, known, bare).get(0).value(Metric.MAE))
                .isEqualTo(6, within(1e-6));
        MeanBaseline baseline = MeanBaseline.fit(new MeanSquaredError(), Shape.of(1), known);
        assertThat(baseline.evaluateOverall(known, Task::validation).get(1).value(Metric.MAE))
                .isEqualTo(4, within(1e-6));
    }

    @Test
    void missingLabelsDoNotCount() {
        float missing = Float.NaN;
        Rows training = new Rows(2, new float[2], new float[] {2, missing, 6, missing}, new float[] {1, 0, 1, 0});
        Rows validation = Rows.of(1, new float[1], new float[] {4, 9});
        List<Task> known = List.of(
                task("a", training, validation), task("b", Rows.of(1, new float[1], new float[] {0, 8}), validation));
        MetricSums sums = evaluate(new MeanSquaredError(), 2, known, known).get(0);
        assertThat(sums.value(Metric.MAE)).isEqualTo(0.5, within(1e-6));
    }

    @Test
    void predictsSmoothedFrequenciesOfClasses() {
        List<Task> tasks = List.of(task("a", labels(2, 2, 0), labels(2, 1)));
        MetricSums sums = evaluate(new SoftmaxCrossEntropy(), 3, tasks, tasks).get(0);
        assertThat(sums.value(Metric.ACCURACY)).isEqualTo(0.5);
        assertThat(sums.value(Metric.LOG_LOSS)).isEqualTo(-(Math.log(3.0 / 6) + Math.log(1.0 / 6)) / 2, within(1e-6));
    }

    @Test
    void predictsSmoothedFrequenciesOfYesAndNo() {
        List<Task> tasks = List.of(task("a", labels(1, 1, 1), labels(1, 0)));
        MetricSums sums = evaluate(new BinaryCrossEntropy(), 1, tasks, tasks).get(0);
        assertThat(sums.value(Metric.LOG_LOSS)).isEqualTo(-(Math.log(0.8) + Math.log(0.2)) / 2, within(1e-6));
        assertThat(sums.value(Metric.LOSS)).isEqualTo(sums.value(Metric.LOG_LOSS), within(1e-6));
    }

    @Test
    void longTasksAreScoredToTheLastRow() {
        float[] many = new float[150];
        many[149] = 150;
        List<Task> tasks = List.of(task("a", labels(0), labels(many)));
        MetricSums sums = evaluate(new MeanSquaredError(), 1, tasks, tasks).get(0);
        assertThat(sums.count()).isEqualTo(150);
        assertThat(sums.value(Metric.MAE)).isEqualTo(1, within(1e-6));
    }
}
