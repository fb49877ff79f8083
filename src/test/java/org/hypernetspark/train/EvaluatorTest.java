package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;

/** The hypernet here is linear and its weights are set by hand: the target's weights are the task's descriptor. */
class EvaluatorTest {
    private static MetricSums evaluate(int units, Loss loss, float[] theta, Rows rows) {
        return evaluate(units, loss, List.of(new Task("only", theta, Rows.none(), rows)))
                .get(0);
    }

    private static List<MetricSums> evaluate(int units, Loss loss, List<Task> tasks) {
        Network target = Network.of(Shape.of(1), List.of(new Dense(units)));
        int size = target.layout().size();
        Hypernet hypernet = Hypernet.of(HypernetSpec.of(new Condition(0, size), List.of(), new GenerateOnce()), target);
        float[] identity = new float[hypernet.layout().size()];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        return new Evaluator(hypernet, loss).evaluate(identity, Shard.of(0, tasks), new float[0], Task::validation);
    }

    @Test
    void regressionMatchesAHandComputation() {
        Rows rows = Rows.of(3, new float[] {0, 1, 2}, new float[] {1, 2, 7});
        MetricSums sums = evaluate(1, new MeanSquaredError(), new float[] {2, 1}, rows);
        assertThat(sums.count()).isEqualTo(3);
        assertThat(sums.value(Metric.LOSS)).isEqualTo(5.0 / 3, within(1e-6));
        assertThat(sums.value(Metric.RMSE)).isEqualTo(Math.sqrt(5.0 / 3), within(1e-6));
        assertThat(sums.value(Metric.MAE)).isEqualTo(1, within(1e-6));
        assertThat(sums.value(Metric.R2)).isEqualTo(1 - 5 / (62.0 / 3), within(1e-6));
    }

    @Test
    void missingLabelsDoNotCount() {
        Rows rows = new Rows(2, new float[] {1, 2}, new float[] {3, Float.NaN, Float.NaN, 9}, new float[] {1, 0, 0, 1});
        MetricSums sums = evaluate(2, new MeanSquaredError(), new float[] {1, 2, 0, 3}, rows);
        assertThat(sums.count()).isEqualTo(2);
        assertThat(sums.value(Metric.LOSS)).isEqualTo((4.0 + 4.0) / 2, within(1e-6));
        assertThat(sums.value(Metric.MAE)).isEqualTo(2, within(1e-6));
    }

    @Test
    void classesMatchAHandComputation() {
        float log3 = (float) Math.log(3);
        Rows rows = Rows.of(2, new float[] {0, 1}, new float[] {1, 2});
        MetricSums sums = evaluate(3, new SoftmaxCrossEntropy(), new float[] {0, 0, -log3, 0, log3, 0}, rows);
        assertThat(sums.value(Metric.ACCURACY)).isEqualTo(0.5);
        double expected = (Math.log(5.0 / 3) + Math.log((1 + 3 + 1.0 / 3) * 3)) / 2;
        assertThat(sums.value(Metric.LOG_LOSS)).isEqualTo(expected, within(1e-6));
        assertThat(sums.value(Metric.LOSS)).isEqualTo(expected, within(1e-6));
    }

    @Test
    void twoClassesOfOneOutputMatchAHandComputation() {
        Rows rows = Rows.of(3, new float[] {1, 1, -1}, new float[] {1, 0, 0});
        MetricSums sums = evaluate(1, new BinaryCrossEntropy(), new float[] {(float) Math.log(4), 0}, rows);
        assertThat(sums.value(Metric.ACCURACY)).isEqualTo(2.0 / 3, within(1e-6));
        double expected = -(Math.log(0.8) + Math.log(0.2) + Math.log(0.8)) / 3;
        assertThat(sums.value(Metric.LOG_LOSS)).isEqualTo(expected, within(1e-6));
        assertThat(sums.value(Metric.LOSS)).isEqualTo(expected, within(1e-6));
    }

    @Test
    void tasksOfUnequalSizeBesideEachOtherAreScoredByTheirOwnRows() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            tasks.add(constantError("task-" + (10 + i), 7 * i, i));
        }
        List<MetricSums> sums = evaluate(1, new MeanSquaredError(), tasks);
        for (int i = 0; i < 40; i++) {
            assertThat(sums.get(i).count()).isEqualTo(7 * i);
            if (i > 0) {
                assertThat(sums.get(i).value(Metric.MAE)).isEqualTo(i, within(1e-4));
                assertThat(sums.get(i).value(Metric.LOSS)).isEqualTo(i * i, within(1e-2));
            }
        }
        assertThat(new MetricSummary(sums).tasks()).isEqualTo(39);
    }

    /** A task whose target predicts {@code x}, and whose labels lie above by {@code error}. */
    private static Task constantError(String id, int count, float error) {
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = i * 0.01f;
            y[i] = x[i] + error;
        }
        return new Task(id, new float[] {1, 0}, Rows.none(), Rows.of(count, x, y));
    }
}
