package org.hypernetspark.report;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingSpec;

/**
 * Plain lines for logs and pipes: after the first and the last round, after every validation, and otherwise not more often
 * than every few seconds.
 */
public final class ProgressLines implements ConsoleProgress {
    private final PrintWriter out;
    private final double seconds;
    private final LongSupplier nanoseconds;
    private final Pace pace;
    private int firstRound;
    private int printedRound;
    private long printedAt;

    /**
     * Lines on a writer.
     *
     * @param out where to write; flushed, never closed
     * @param seconds least time between two lines that are neither first nor last nor tell a validation
     * @param nanoseconds a clock that never goes back
     */
    public ProgressLines(PrintWriter out, double seconds, LongSupplier nanoseconds) {
        this.out = out;
        this.seconds = seconds;
        this.nanoseconds = nanoseconds;
        this.pace = new Pace(nanoseconds);
    }

    @Override
    public void started(int roundsDone, TrainingSpec spec) {
        pace.started(roundsDone, spec.rounds());
        firstRound = roundsDone + 1;
        printedRound = 0;
        print(
                roundsDone == 0
                        ? "training " + spec.rounds() + " rounds"
                        : "resuming after round " + roundsDone + " of " + spec.rounds());
    }

    @Override
    public void roundEnded(RoundReport report) {
        pace.roundEnded(report);
        boolean due = (nanoseconds.getAsLong() - printedAt) * 1e-9 >= seconds;
        if (due || report.round() == firstRound || report.round() == report.rounds()) {
            printRound(report.round());
        }
    }

    @Override
    public void validated(int round, MetricSummary summary) {
        pace.validated(summary.loss());
        if (printedRound == round) {
            print(name(round) + "  validation " + NumberText.significant(summary.loss()));
        } else {
            printRound(round);
        }
    }

    @Override
    public void ended(int rounds, int chosenRound) {
        print(pace.farewell(rounds, chosenRound));
    }

    @Override
    public void close() {
        out.flush();
    }

    private void printRound(int round) {
        printedRound = round;
        print(name(round) + "  " + pace.figures());
    }

    private String name(int round) {
        return "round " + round + "/" + pace.rounds();
    }

    private void print(String line) {
        out.println(line);
        out.flush();
        printedAt = nanoseconds.getAsLong();
    }
}
