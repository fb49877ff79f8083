package org.hypernetspark.ml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.TrainingListener;

/** Remembers how a run ended. */
final class LastMetrics implements TrainingListener {
    private final Map<String, Double> values = new LinkedHashMap<>();
    private int rounds;

    @Override
    public void validated(int round, MetricSummary summary) {
        values.clear();
        if (summary.tasks() > 0) {
            for (Metric metric : Metric.values()) {
                double mean = summary.mean(metric);
                if (Double.isFinite(mean)) {
                    values.put("validation_" + metric.label(), mean);
                }
            }
        }
    }

    @Override
    public void ended(int ended, int chosenRound) {
        rounds = ended;
    }

    int rounds() {
        return rounds;
    }

    /** Means over tasks at the last evaluation, in the label's encoded unit. */
    Map<String, Double> named() {
        return values;
    }
}
