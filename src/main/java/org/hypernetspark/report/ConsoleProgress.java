package org.hypernetspark.report;

import java.io.PrintWriter;
import org.hypernetspark.train.TrainingListener;

/** Shows on a console how a run goes. Close it when the run has ended or failed, so that what follows starts on a new line. */
public interface ConsoleProgress extends TrainingListener, AutoCloseable {
    /** Seconds between two plain lines, where there is no terminal to redraw. */
    double SECONDS_BETWEEN_LINES = 10;

    /**
     * A bar on a terminal, plain lines otherwise.
     *
     * @param console where to write; it is flushed but never closed
     * @param terminal whether a carriage return goes back to the start of the line
     */
    static ConsoleProgress on(PrintWriter console, boolean terminal) {
        return terminal
                ? new ProgressBar(console, ProgressBar.COLUMNS, System::nanoTime)
                : new ProgressLines(console, SECONDS_BETWEEN_LINES, System::nanoTime);
    }

    /** Leaves the console at the start of a line. */
    @Override
    void close();
}
