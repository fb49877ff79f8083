package org.hypernetspark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/**
 * Writes one CSV row a round, units in the headers; the cells of validation stay empty in rounds without one.
 *
 * <p>A row is written and flushed as soon as its round's validation is known, thus before the round is committed.
 * Validation columns are means over tasks; {@code validation_loss_worst_decile} is the mean over the worst tenth.
 */
public final class MetricsCsv implements TrainingListener {
    private final Writer out;
    private final List<Metric> metrics;
    private final List<String> earlier;
    private int evaluateEvery;
    private String waiting;

    /**
     * A table of a run's rounds.
     *
     * @param out where to write header and rows, the earlier ones too; flushed after each row, never closed
     * @param metrics measures of the validation rows; none if the run has no validation rows
     * @param earlier lines of the table of an earlier start of this run, header first; empty if there is none
     * @throws IllegalArgumentException if the earlier table has other columns
     */
    public MetricsCsv(Writer out, List<Metric> metrics, List<String> earlier) {
        this.out = out;
        this.metrics = List.copyOf(metrics);
        this.earlier = List.copyOf(earlier);
        if (!earlier.isEmpty() && !earlier.get(0).equals(header())) {
            throw new IllegalArgumentException(
                    "The earlier metrics have the columns \"" + earlier.get(0) + "\", this run writes \"" + header()
                            + "\". Move the earlier table away, or write to another output.");
        }
    }

    /**
     * The lines of an earlier table that still hold after a restart: the header and the whole rows of committed rounds.
     *
     * @param lines header first
     * @param roundsDone rounds committed
     */
    public static List<String> truncate(List<String> lines, int roundsDone) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            boolean header = kept.isEmpty();
            if (header || (cells(line) == cells(kept.get(0)) && round(line) >= 1 && round(line) <= roundsDone)) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static int cells(String line) {
        return line.split(",", -1).length;
    }

    private static int round(String line) {
        String cell = line.split(",", -1)[0];
        return cell.matches("\\d{1,9}") ? Integer.parseInt(cell) : 0;
    }

    @Override
    public void started(int roundsDone, TrainingSpec spec) {
        evaluateEvery = spec.evaluateEvery();
        waiting = null;
        if (earlier.isEmpty()) {
            write(header());
        }
        truncate(earlier, roundsDone).forEach(this::write);
    }

    @Override
    public void roundEnded(RoundReport report) {
        writeWaiting();
        waiting = cells(report);
        boolean evaluated = report.round() % evaluateEvery == 0 || report.round() == report.rounds();
        if (!evaluated || metrics.isEmpty()) {
            writeWaiting();
        }
    }

    @Override
    public void validated(int round, MetricSummary summary) {
        if (waiting != null) {
            StringBuilder row = new StringBuilder(waiting);
            metrics.forEach(metric -> row.append(',').append(cell(summary.mean(metric))));
            write(row.append(',').append(cell(summary.worstDecile(Metric.LOSS))).toString());
            waiting = null;
        }
    }

    @Override
    public void ended(int rounds, int chosenRound) {
        writeWaiting();
    }

    private String header() {
        StringBuilder header =
                new StringBuilder("round,train_loss,task_steps,labels,round_seconds,task_steps_per_second");
        metrics.forEach(metric -> header.append(",validation_").append(metric.label()));
        return header.append(metrics.isEmpty() ? "" : ",validation_loss_worst_decile")
                .toString();
    }

    private static String cells(RoundReport report) {
        return report.round() + "," + cell(report.meanLoss()) + "," + report.taskSteps() + ","
                + Math.round(report.examples()) + "," + String.format(Locale.ROOT, "%.3f", report.seconds()) + ","
                + String.format(Locale.ROOT, "%.1f", report.taskStepsPerSecond());
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private void writeWaiting() {
        if (waiting != null) {
            write(waiting + ",".repeat(metrics.isEmpty() ? 0 : metrics.size() + 1));
            waiting = null;
        }
    }

    private void write(String line) {
        try {
            out.write(line + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the metrics of the run: " + e.getMessage(), e);
        }
    }
}
