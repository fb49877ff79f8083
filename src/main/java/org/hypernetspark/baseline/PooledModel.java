package org.hypernetspark.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.MetricSums;

/**
 * One trained network for all tasks; it predicts tasks it never saw as it does those it knows.
 *
 * @param network input is one row's features, then the task's descriptor
 * @param descriptor size of the descriptor; 0 for none
 * @param loss what was made small
 * @param theta trained weights
 */
public record PooledModel(Network network, int descriptor, Loss loss, float[] theta) {
    private static final int TASKS_AT_ONCE = 16;
    private static final int ROWS_AT_ONCE = 64;

    /**
     * Evaluates tasks, known or not.
     *
     * @param rows which rows of a task count, for example {@code Task::validation}
     * @return one element for each task, in their order
     */
    public List<MetricSums> evaluate(List<Task> tasks, Function<Task, Rows> rows) {
        NetworkStep step = NetworkStep.shared(network, loss, TASKS_AT_ONCE, ROWS_AT_ONCE, descriptor);
        List<MetricSums> results = new ArrayList<>();
        for (int first = 0; first < tasks.size(); first += TASKS_AT_ONCE) {
            List<Task> group = tasks.subList(first, Math.min(first + TASKS_AT_ONCE, tasks.size()));
            results.addAll(step.score(Weights.single(theta), group, rows));
        }
        return results;
    }
}
