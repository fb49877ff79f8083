package org.hypernetspark.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hypernetspark.continual.Method;
import org.hypernetspark.continual.ScoreMatrix;

/** Shows the scores of continual learning. */
final class ContinualTables {
    private ContinualTables() {}

    /** A row for each task learned, a column for each task tested. */
    static String csv(ScoreMatrix scores) {
        StringBuilder text = new StringBuilder("after_task");
        for (int task = 1; task <= scores.tasks(); task++) {
            text.append(",task_").append(task);
        }
        for (int row = 0; row < scores.tasks(); row++) {
            text.append('\n').append(row + 1);
            for (double value : scores.values()[row]) {
                text.append(',').append(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value));
            }
        }
        return text.append('\n').toString();
    }

    /** A line for each run: final score of each task, their mean, forgetting, inference, time. */
    static String csv(List<ContinualResult> results) {
        StringBuilder text = new StringBuilder("method,seed");
        int tasks = results.get(0).scores().tasks();
        for (int task = 1; task <= tasks; task++) {
            text.append(",task_").append(task);
        }
        text.append(",mean,forgetting,inferred_task,cl2,cl3,seconds");
        for (ContinualResult result : results) {
            text.append('\n').append(result.method().label()).append(',').append(result.seed());
            for (double value : result.scores().last()) {
                text.append(',').append(number(value));
            }
            text.append(',').append(number(result.scores().finalMean()));
            text.append(',').append(number(result.scores().forgetting()));
            ContinualResult.Inference inference = result.inference();
            text.append(',').append(inference == null ? "" : number(inference.task()));
            text.append(',').append(inference == null ? "" : number(inference.shared()));
            text.append(',').append(inference == null ? "" : number(inference.all()));
            text.append(',').append(String.format(Locale.ROOT, "%.1f", result.seconds()));
        }
        return text.append('\n').toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }

    /** A Markdown table with a row for each method: mean, standard deviation and (upper) median over the seeds. */
    static String markdown(List<ContinualResult> results) {
        int tasks = results.get(0).scores().tasks();
        boolean accuracy = results.get(0).scores().higherIsBetter();
        StringBuilder text = new StringBuilder("| method | seeds |");
        for (int task = 1; task <= tasks; task++) {
            text.append(" task ").append(task).append(" |");
        }
        text.append(" mean | forgetting | inferred task | CL2 | CL3 | seconds |\n|");
        text.append(" --- |".repeat(tasks + 8)).append('\n');
        for (Method method :
                results.stream().map(ContinualResult::method).distinct().toList()) {
            List<ContinualResult> own =
                    results.stream().filter(each -> each.method() == method).toList();
            text.append("| ")
                    .append(method.label())
                    .append(" | ")
                    .append(own.size())
                    .append(" |");
            for (ToDoubleFunction<ContinualResult> column : columns(tasks)) {
                text.append(' ').append(cell(own, column, accuracy)).append(" |");
            }
            double seconds =
                    own.stream().mapToDouble(ContinualResult::seconds).average().orElse(0);
            text.append(String.format(Locale.ROOT, " %.1f |%n", seconds));
        }
        return text.toString();
    }

    private static List<ToDoubleFunction<ContinualResult>> columns(int tasks) {
        List<ToDoubleFunction<ContinualResult>> columns = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            int index = task;
            columns.add(result -> result.scores().last()[index]);
        }
        columns.add(result -> result.scores().finalMean());
        columns.add(result -> result.scores().forgetting());
        columns.add(result ->
                result.inference() == null ? Double.NaN : result.inference().task());
        columns.add(result ->
                result.inference() == null ? Double.NaN : result.inference().shared());
        columns.add(result ->
                result.inference() == null ? Double.NaN : result.inference().all());
        return columns;
    }

    private static String cell(
            List<ContinualResult> results, ToDoubleFunction<ContinualResult> column, boolean accuracy) {
        double[] values = results.stream()
                .mapToDouble(column)
                .map(value -> accuracy ? 100 * value : value)
                .toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        if (Double.isNaN(mean)) {
            return "";
        }
        String format = accuracy ? "%.2f" : "%.5f";
        String text = String.format(Locale.ROOT, format, mean);
        if (values.length < 2) {
            return text;
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / (values.length - 1));
        double median = Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElse(mean);
        return text + String.format(Locale.ROOT, " ± " + format + " (" + format + ")", deviation, median);
    }
}
