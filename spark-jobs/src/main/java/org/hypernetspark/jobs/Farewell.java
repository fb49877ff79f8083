package org.hypernetspark.jobs;

import java.io.PrintWriter;
import org.hypernetspark.report.ResultTable;
import org.hypernetspark.train.Metric;

/** The last lines of a job: what came of it, where it lies, what to try next. */
record Farewell(JobConfig config, PrintWriter out) {
    void results(ResultTable results) {
        Metric chief = Scores.metrics(config.target().loss().classification()).get(0);
        out.println();
        if (results.columns().isEmpty()) {
            out.println("Nothing was held out (data.split.test), so nothing was measured.");
            return;
        }
        out.println("Held-out rows: " + chief.label() + " of " + config.data().label() + ", "
                + (chief.higherIsBetter() ? "higher" : "lower") + " is better"
                + (results.rows().size() > 1 ? "; * marks the best" : "") + ".");
        out.print(results.toText());
    }

    void files(String names) {
        out.println();
        out.println("Written to " + config.output() + ": " + names);
    }

    void next(String... commands) {
        out.println("Open " + config.outputFile("report.html") + " in a browser. Try next:");
        for (String command : commands) {
            out.println("  scripts/submit.sh " + command);
        }
        out.flush();
    }
}
