package org.hypernetspark.jobs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.hypernetspark.ml.Evaluation;
import org.hypernetspark.report.ResultTable;
import org.hypernetspark.report.Score;
import org.hypernetspark.report.TaskScores;
import org.hypernetspark.report.TaskScores.TaskScore;
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

    /** The metrics of these rows of an evaluation, on the driver. */
    static TaskScores tasks(Dataset<Row> rows, boolean classification) {
        List<Metric> metrics = metrics(classification);
        return new TaskScores(
                metrics,
                rows.collectAsList().stream().map(row -> score(row, metrics)).toList());
    }

    private static TaskScore score(Row row, List<Metric> metrics) {
        List<Double> values = new ArrayList<>();
        metrics.forEach(metric -> values.add(row.<Double>getAs(metric.label())));
        return new TaskScore(row.getAs("task"), row.<Long>getAs("rows"), values);
    }

    /** Writes CSV with a row for each group and task; of the tasks, only a part is on the driver at a time. */
    static void csv(List<HeldOutGroup> groups, boolean classification, OutputStream out) throws IOException {
        List<Metric> metrics = metrics(classification);
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write("group,task,rows");
        for (Metric metric : metrics) {
            text.write("," + metric.label());
        }
        text.write("\n");
        for (HeldOutGroup group : groups) {
            for (Iterator<Row> rows = group.evaluation().tasks().toLocalIterator(); rows.hasNext(); ) {
                text.write(line(group.name(), score(rows.next(), metrics)));
            }
        }
        text.flush();
    }

    private static String line(String group, TaskScore task) {
        StringBuilder line = new StringBuilder();
        line.append(quoted(group)).append(',').append(quoted(task.task()));
        line.append(',').append(task.labels());
        task.values().forEach(value -> line.append(',').append(Double.isNaN(value) ? "" : value));
        return line.append('\n').toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** The worst tasks, one a line; the cluster finds them. */
    static String worst(Evaluation evaluation, boolean classification, int most) {
        Metric chief = metrics(classification).get(0);
        Column value = functions.col(chief.label());
        TaskScores scores = tasks(
                evaluation
                        .tasks()
                        .filter(functions.not(functions.isnan(value)))
                        .orderBy(chief.higherIsBetter() ? value.asc() : value.desc(), functions.col("task"))
                        .limit(most),
                classification);
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-30s %8s", "task, worst first", "rows"));
        scores.metrics().forEach(metric -> text.append(String.format(Locale.ROOT, " %12s", metric.label())));
        text.append('\n');
        for (TaskScore task : scores.worstFirst()) {
            text.append(String.format(Locale.ROOT, "%-30s %8d", task.task(), task.labels()));
            task.values().forEach(number -> text.append(String.format(Locale.ROOT, " %12.4f", number)));
            text.append('\n');
        }
        return text.toString();
    }
}
