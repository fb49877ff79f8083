package org.hypernetspark.report;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingSpec;

/**
 * One line on a terminal, redrawn at most ten times a second: a bar, the round, the losses, the speed, the time left.
 *
 * <p>The line never grows wider than the terminal, since a wrapped line cannot be redrawn; the bar takes the room that is left.
 */
public final class ProgressBar implements ConsoleProgress {
    /** Columns of a terminal of unknown width. */
    public static final int COLUMNS = 80;

    private static final long NANOSECONDS_BETWEEN_DRAWINGS = 100_000_000;
    private static final int SHORTEST_BAR = 4;
    private static final int LONGEST_BAR = 30;

    private final PrintWriter terminal;
    private final int columns;
    private final LongSupplier nanoseconds;
    private final Pace pace;
    private long drawnAt;
    private int drawnLength;

    /**
     * A bar on a terminal.
     *
     * @param terminal where to draw; flushed, never closed
     * @param columns width of the terminal
     * @param nanoseconds a clock that never goes back
     */
    public ProgressBar(PrintWriter terminal, int columns, LongSupplier nanoseconds) {
        this.terminal = terminal;
        this.columns = columns;
        this.nanoseconds = nanoseconds;
        this.pace = new Pace(nanoseconds);
    }

    @Override
    public void started(int roundsDone, TrainingSpec spec) {
        pace.started(roundsDone, spec.rounds());
        draw();
    }

    @Override
    public void roundEnded(RoundReport report) {
        pace.roundEnded(report);
        drawIfDue();
    }

    @Override
    public void validated(int round, MetricSummary summary) {
        pace.validated(summary.loss());
        drawIfDue();
    }

    @Override
    public void ended(int rounds, int chosenRound) {
        draw();
        close();
        terminal.println(pace.farewell(rounds, chosenRound));
        terminal.flush();
    }

    @Override
    public void close() {
        if (drawnLength > 0) {
            terminal.println();
            terminal.flush();
            drawnLength = 0;
        }
    }

    private void drawIfDue() {
        if (nanoseconds.getAsLong() - drawnAt >= NANOSECONDS_BETWEEN_DRAWINGS) {
            draw();
        }
    }

    private void draw() {
        String text = line();
        String blanks = " ".repeat(Math.max(0, drawnLength - text.length()));
        terminal.print("\r" + text + blanks);
        terminal.flush();
        drawnLength = text.length();
        drawnAt = nanoseconds.getAsLong();
    }

    private String line() {
        String text = (pace.roundsDone() + "/" + pace.rounds() + "  " + pace.figures()).strip();
        int room = columns - 1 - text.length() - 3;
        String line = room < SHORTEST_BAR ? text : bar(Math.min(room, LONGEST_BAR)) + " " + text;
        return line.substring(0, Math.min(line.length(), columns - 1));
    }

    private String bar(int length) {
        int filled = (int) ((long) length * pace.roundsDone() / pace.rounds());
        String head = filled > 0 && filled < length ? "=".repeat(filled - 1) + ">" : "=".repeat(filled);
        return "[" + head + " ".repeat(length - filled) + "]";
    }
}
