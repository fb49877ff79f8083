package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hypernetspark.report.ResultTable.Column;
import org.hypernetspark.report.ResultTable.Row;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;

/**
 * How one model did on one group of tasks.
 *
 * @param model its name, the same in all groups
 * @param group the tasks, for example {@code known tasks} or {@code unseen tasks}
 * @param summary its metrics on them
 */
public record Score(String model, String group, MetricSummary summary) {
    /** How one number is made of the metrics of many tasks. */
    public enum Over {
        /** The mean over tasks. */
        MEAN(""),
        /** The mean over the worst tenth of the tasks. */
        WORST_DECILE(" worst tenth"),
        /** The metric over the rows of all tasks together. */
        POOLED(" pooled");

        private final String suffix;

        Over(String suffix) {
            this.suffix = suffix;
        }

        private double of(MetricSummary summary, Metric metric) {
            return switch (this) {
                case MEAN -> summary.mean(metric);
                case WORST_DECILE -> summary.worstDecile(metric);
                case POOLED -> summary.pooled(metric);
            };
        }
    }

    /**
     * The table of these scores: for every group, metric and way to sum up one column; models and groups in the order in
     * which they first come; missing where a model was not scored on a group.
     */
    public static ResultTable table(List<Score> scores, List<Metric> metrics, List<Over> overs) {
        Set<String> groups = new LinkedHashSet<>();
        Map<String, Map<String, MetricSummary>> models = new LinkedHashMap<>();
        for (Score score : scores) {
            groups.add(score.group);
            models.computeIfAbsent(score.model, model -> new LinkedHashMap<>()).put(score.group, score.summary);
        }
        List<Column> columns = new ArrayList<>();
        Map<String, List<Double>> values = new LinkedHashMap<>();
        models.keySet().forEach(model -> values.put(model, new ArrayList<>()));
        for (String group : groups) {
            for (Metric metric : metrics) {
                for (Over over : overs) {
                    columns.add(new Column(group, metric.label() + over.suffix, metric.higherIsBetter()));
                    models.forEach(
                            (model, summaries) -> values.get(model).add(value(summaries.get(group), metric, over)));
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        values.forEach((model, row) -> rows.add(new Row(model, row)));
        return new ResultTable(columns, rows);
    }

    private static double value(MetricSummary summary, Metric metric, Over over) {
        return summary == null ? Double.NaN : over.of(summary, metric);
    }
}
