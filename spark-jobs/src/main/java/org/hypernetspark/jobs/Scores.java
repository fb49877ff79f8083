package org.hypernetspark.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.hypernetspark.ml.Evaluation;
import org.hypernetspark.report.ResultTable;
import org.hypernetspark.report.Score;
import org.hypernetspark.report.TaskScores;
import org.hypernetspark.train.Metric;

/** Evaluations as the tables that users see. */
final class Scores {
    private Scores() {}

    /** One row for each model: the chief metric's mean over tasks and its mean over the worst tenth, in every group. */
    static ResultTable table(List<Score> scores, boolean classification) {
        Metric chief = classification ? Metric.ACCURACY : Metric.RMSE;
        return Score.table(scores, List.of(chief), List.of(Score.Over.MEAN, Score.Over.WORST_DECILE));
    }

    /** The hypernet's scores in these groups. */
    static List<Score> of(String model, List<HeldOutGroup> groups) {
        return groups.stream()
                .map(group -> new Score(model, group.name(), group.evaluation().summary()))
                .toList();
    }

    /** The metrics that are shown of each task, the chief one first. */
    static List<Metric> metrics(boolean classification) {
        return Metric.of(classification).stream()
                .filter(metric -> metric != Metric.LOSS)
                .toList();
    }

    /** The metrics of each task. */
    static TaskScores tasks(Evaluation evaluation, boolean classification) {
        List<Metric> metrics = metrics(classification);
        List<TaskScores.TaskScore> tasks = new ArrayList<>();
        for (Row row : evaluation.tasks().collectAsList()) {
            List<Double> values = new ArrayList<>();
            metrics.forEach(metric -> values.add(row.<Double>getAs(metric.label())));
            tasks.add(new TaskScores.TaskScore(row.getAs("task"), row.<Long>getAs("rows"), values));
        }
        return new TaskScores(metrics, tasks);
    }

    /** CSV with a row for each group and task. */
    static String csv(List<HeldOutGroup> groups, boolean classification) {
        StringBuilder text = new StringBuilder("group,task,rows");
        metrics(classification).forEach(metric -> text.append(',').append(metric.label()));
        text.append('\n');
        for (HeldOutGroup group : groups) {
            for (TaskScores.TaskScore task :
                    tasks(group.evaluation(), classification).tasks()) {
                text.append(quoted(group.name())).append(',').append(quoted(task.task()));
                text.append(',').append(task.labels());
                task.values().forEach(value -> text.append(',').append(Double.isNaN(value) ? "" : value));
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** The worst tasks, one a line. */
    static String worst(TaskScores scores, int most) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-30s %8s", "task, worst first", "rows"));
        scores.metrics().forEach(metric -> text.append(String.format(Locale.ROOT, " %12s", metric.label())));
        text.append('\n');
        for (TaskScores.TaskScore task :
                scores.worstFirst().stream().limit(most).toList()) {
            text.append(String.format(Locale.ROOT, "%-30s %8d", task.task(), task.labels()));
            task.values().forEach(value -> text.append(String.format(Locale.ROOT, " %12.4f", value)));
            text.append('\n');
        }
        return text.toString();
    }
}
