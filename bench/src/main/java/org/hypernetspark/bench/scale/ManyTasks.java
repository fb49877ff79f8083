package org.hypernetspark.bench.scale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.ml.HypernetRegressionModel;
import org.hypernetspark.ml.HypernetRegressor;

/** A table of very many tasks through the whole of {@code fit}: seconds, rounds, and the heap that the driver needs. */
public final class ManyTasks {
    private ManyTasks() {}

    /** Measures and prints one line of JSON. */
    public static void main(String[] arguments) {
        Options options = ScaleContext.options("Fits a table of very many tasks and watches the driver's heap.")
                .with("work", "W5", "workload of workloads.json, one with numbers as labels")
                .with("tasks", "100000", "tasks")
                .with("rows", "50", "rows of a task")
                .with("at-once", "64", "tasks in a step")
                .with("workers", "2", "virtual workers")
                .with("steps", "4000", "local steps in a round")
                .with("rounds", "8", "rounds")
                .with("warm-up", "3", "rounds that do not count")
                .read(arguments);
        SparkSession session = ScaleContext.start(options);
        try {
            session.sparkContext().setLogLevel("WARN");
            System.out.println(measure(options, session));
        } finally {
            session.stop();
        }
    }

    private static ObjectNode measure(Options options, SparkSession session) {
        Work work = Work.of(options.text("work"));
        SyntheticTable source =
                new SyntheticTable(SyntheticTasks.of(work, options.number("tasks"), options.number("rows"), 0));
        Dataset<Row> table = source.read(session);
        RoundClock clock = new RoundClock(
                options.number("warm-up"), () -> session.sparkContext().applicationId());
        HeapPeak heap = new HeapPeak();
        long begin = System.nanoTime();
        HypernetRegressionModel model = Fits.prepared(new HypernetRegressor(), work, source)
                .setTasksPerStep(options.number("at-once"))
                .setWorkers(options.number("workers"))
                .setLocalSteps(options.number("steps"))
                .setRounds(options.number("rounds"))
                .setListeners(List.of(clock))
                .fit(table);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("work", "tasks", "rows", "at-once", "workers", "steps", "rounds", "master")) {
            result.put(name, options.text(name));
        }
        return result.put("fitSeconds", (System.nanoTime() - begin) * 1e-9)
                .put("medianRoundSeconds", clock.medianSeconds())
                .put("taskStepsPerSecond", clock.taskSteps() / clock.medianSeconds())
                .put("embeddings", model.embeddings().count())
                .put("driverHeapPeakMiB", heap.mebibytes())
                .put("driverHeapLimitMiB", HeapPeak.limit());
    }
}
