package org.hypernetspark.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hypernetspark.net.Loss;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.PredictionScorer;

/**
 * Predicts the same for every row: the mean label (regression) or the class frequencies, smoothed by one example of each
 * class (classification).
 */
public final class MeanBaseline {
    private static final int ROWS_AT_ONCE = 64;

    private final Loss loss;
    private final Shape output;
    private final float[] overall;

    private MeanBaseline(Loss loss, Shape output, float[] overall) {
        this.loss = loss;
        this.output = output;
        this.overall = overall;
    }

    /**
     * Learns the overall mean.
     *
     * @param output shape of the target network's output
     * @param tasks their training rows count, each row alike
     */
    public static MeanBaseline fit(Loss loss, Shape output, List<Task> tasks) {
        LabelSums sums = new LabelSums(loss, output);
        for (Task task : tasks) {
            sums.add(task.training());
        }
        return new MeanBaseline(loss, output, sums.output(new float[output.size()]));
    }

    /**
     * Evaluates the mean of each task's own training rows; of a task without any, the overall mean.
     *
     * @param rows which rows of a task count, for example {@code Task::validation}
     * @return one element for each task, in their order
     */
    public List<MetricSums> evaluate(List<Task> tasks, Function<Task, Rows> rows) {
        return score(tasks, rows, task -> new LabelSums(loss, output)
                .add(task.training())
                .output(overall));
    }

    /** Evaluates the overall mean: what is known of a task never seen. */
    public List<MetricSums> evaluateOverall(List<Task> tasks, Function<Task, Rows> rows) {
        return score(tasks, rows, task -> overall);
    }

    private List<MetricSums> score(List<Task> tasks, Function<Task, Rows> rows, Function<Task, float[]> constant) {
        List<MetricSums> results = new ArrayList<>();
        float[] outputs = new float[ROWS_AT_ONCE * output.size()];
        for (Task task : tasks) {
            int features = rows.apply(task).featureWidth();
            TaskBatch batch = new TaskBatch(1, ROWS_AT_ONCE, features, loss.labelWidth(output));
            float[] row = constant.apply(task);
            results.addAll(new PredictionScorer(loss, output, batch, 1)
                    .score(List.of(task), rows, count -> repeat(row, outputs)));
        }
        return results;
    }

    private static float[] repeat(float[] row, float[] outputs) {
        for (int at = 0; at < outputs.length; at += row.length) {
            System.arraycopy(row, 0, outputs, at, row.length);
        }
        return outputs;
    }
}
