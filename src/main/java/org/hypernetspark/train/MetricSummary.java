package org.hypernetspark.train;

import java.io.Serializable;
import java.util.Collection;

/**
 * Metrics over many tasks: the mean over tasks, the mean of the worst tenth, and over all rows together.
 *
 * <p>Its size does not grow with the number of tasks, and summaries of parts join to that of the whole: workers sum up their own
 * tasks. Joined in another order, means may differ in their last bits. Mutable while tasks are added; a plain class so that
 * Kryo's field serialiser can carry it.
 */
public final class MetricSummary implements Serializable {
    private static final long serialVersionUID = 1;

    private final MetricSums pooled = new MetricSums();
    private final ValueSpread[] spreads = new ValueSpread[Metric.values().length];
    private long tasks;

    /** No tasks yet. */
    public MetricSummary() {
        for (int i = 0; i < spreads.length; i++) {
            spreads[i] = new ValueSpread();
        }
    }

    /** The summary of these tasks; those without labels are left out. */
    public MetricSummary(Collection<MetricSums> tasks) {
        this();
        tasks.forEach(this::add);
    }

    /** Adds a task; one without labels is left out. */
    public void add(MetricSums task) {
        if (task.count() == 0) {
            return;
        }
        tasks++;
        pooled.add(task);
        for (Metric metric : Metric.values()) {
            double value = task.value(metric);
            if (!Double.isNaN(value)) {
                spread(metric).add(value);
            }
        }
    }

    /** Adds the tasks of another summary. */
    public void add(MetricSummary other) {
        tasks += other.tasks;
        pooled.add(other.pooled);
        for (int i = 0; i < spreads.length; i++) {
            spreads[i].add(other.spreads[i]);
        }
    }

    /** Number of tasks with labels. */
    public long tasks() {
        return tasks;
    }

    /** Labels of all tasks. */
    public double count() {
        return pooled.count();
    }

    /** The mean over tasks of their mean loss: what early stopping watches. */
    public double loss() {
        return mean(Metric.LOSS);
    }

    /** The mean over tasks; tasks for which the metric is not defined are left out. */
    public double mean(Metric metric) {
        return spread(metric).mean();
    }

    /**
     * The mean over the worst tenth of the tasks (at least one). Of more than 4,096 tasks it is an estimate, off by far less
     * than 1 %.
     */
    public double worstDecile(Metric metric) {
        return spread(metric).tenth(!metric.higherIsBetter());
    }

    /** The metric over the rows of all tasks together. */
    public double pooled(Metric metric) {
        return pooled.value(metric);
    }

    /** An array, not a map: Kryo needs no serialiser for it. */
    @SuppressWarnings("EnumOrdinal")
    private ValueSpread spread(Metric metric) {
        return spreads[metric.ordinal()];
    }
}
