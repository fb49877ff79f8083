package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSums;

/**
 * The metrics of each task.
 *
 * @param metrics what was measured; tasks are ranked by the first
 * @param tasks in any order
 */
public record TaskScores(List<Metric> metrics, List<TaskScore> tasks) {
    /**
     * The metrics of one task.
     *
     * @param task its id
     * @param labels labels it was evaluated on
     * @param values one for each metric; NaN if not defined
     */
    public record TaskScore(String task, long labels, List<Double> values) {
        /** Copies the values. */
        public TaskScore {
            values = List.copyOf(values);
        }

        /** The metrics of these sums. */
        public static TaskScore of(String task, MetricSums sums, List<Metric> metrics) {
            return new TaskScore(
                    task,
                    Math.round(sums.count()),
                    metrics.stream().map(sums::value).toList());
        }

        /** The value tasks are ranked by. */
        double first() {
            return values.get(0);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no metric, or a task has not one value for each metric
     */
    public TaskScores {
        metrics = List.copyOf(metrics);
        tasks = List.copyOf(tasks);
        if (metrics.isEmpty() && !tasks.isEmpty()) {
            throw new IllegalArgumentException("Scores of tasks need at least one metric to rank the tasks by");
        }
        for (TaskScore task : tasks) {
            if (task.values().size() != metrics.size()) {
                throw new IllegalArgumentException("Task \"" + task.task() + "\" has "
                        + task.values().size() + " values for " + metrics.size() + " metrics");
            }
        }
    }

    /** No scores. */
    public static TaskScores empty() {
        return new TaskScores(List.of(), List.of());
    }

    /** The tasks whose first metric is defined, worst first; ties by id. */
    public List<TaskScore> worstFirst() {
        if (metrics.isEmpty()) {
            return List.of();
        }
        Comparator<TaskScore> lowestFirst = Comparator.comparingDouble(TaskScore::first);
        Comparator<TaskScore> worstFirst = metrics.get(0).higherIsBetter() ? lowestFirst : lowestFirst.reversed();
        List<TaskScore> sorted = new ArrayList<>(tasks);
        sorted.removeIf(task -> Double.isNaN(task.first()));
        sorted.sort(worstFirst.thenComparing(TaskScore::task));
        return List.copyOf(sorted);
    }
}
