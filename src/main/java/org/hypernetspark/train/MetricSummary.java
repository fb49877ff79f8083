package org.hypernetspark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Metrics over many tasks: the mean over tasks, the mean of the worst tenth, and over all rows together.
 *
 * <p>A plain class so that Kryo's field serialiser can carry it.
 */
public final class MetricSummary implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayList<MetricSums> tasks;

    /** The summary of these tasks; those without labels are left out. */
    public MetricSummary(Collection<MetricSums> tasks) {
        this.tasks = new ArrayList<>();
        for (MetricSums task : tasks) {
            if (task.count() > 0) {
                this.tasks.add(task);
            }
        }
    }

    /** Number of tasks with labels. */
    public int tasks() {
        return tasks.size();
    }

    /** Labels of all tasks. */
    public double count() {
        return tasks.stream().mapToDouble(MetricSums::count).sum();
    }

    /** The mean over tasks of their mean loss: what early stopping watches. */
    public double loss() {
        return mean(Metric.LOSS);
    }

    /** The mean over tasks; tasks for which the metric is not defined are left out. */
    public double mean(Metric metric) {
        return defined(metric).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** The mean over the worst tenth of the tasks (at least one). */
    public double worstDecile(Metric metric) {
        List<Double> values = defined(metric);
        int size = (values.size() + 9) / 10;
        List<Double> worst =
                metric.higherIsBetter() ? values.subList(0, size) : values.subList(values.size() - size, values.size());
        return worst.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The metric over the rows of all tasks together. */
    public double pooled(Metric metric) {
        MetricSums sums = new MetricSums();
        tasks.forEach(sums::add);
        return sums.value(metric);
    }

    private List<Double> defined(Metric metric) {
        return tasks.stream()
                .map(task -> task.value(metric))
                .filter(value -> !value.isNaN())
                .sorted()
                .toList();
    }
}
