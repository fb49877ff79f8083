package org.hypernetspark.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.jobs.data.DataSplit;
import org.hypernetspark.jobs.data.JobTable;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.report.ConsoleProgress;
import org.hypernetspark.report.MetricsCsv;
import org.hypernetspark.train.Metric;

/** Reads, trains, measures: what {@code train} and {@code compare} have in common. */
final class TrainingRun {
    private final SparkSession spark;
    private final JobConfig config;
    private final PrintWriter out;
    private final OutputFiles files;

    TrainingRun(SparkSession spark, JobConfig config, PrintWriter out) {
        this.spark = spark;
        this.config = config;
        this.out = out;
        this.files = new OutputFiles(spark);
    }

    /**
     * What came of it.
     *
     * @param table the rows used
     * @param split which of them were held out
     * @param model the trained model
     * @param groups how it does on held-out rows
     * @param metricsLines the lines of metrics.csv
     * @param chosenRound the round whose state the model is
     */
    record Result(
            JobTable table,
            DataSplit split,
            HypernetModel<?> model,
            List<HeldOutGroup> groups,
            List<String> metricsLines,
            int chosenRound)
            implements AutoCloseable {
        @Override
        public void close() {
            groups.forEach(HeldOutGroup::close);
        }
    }

    /** What is done with a result while its rows are at hand. */
    interface Use {
        void of(Result result) throws IOException;
    }

    /** Trains and measures, then hands on the result. */
    void run(Use use) throws IOException {
        JobTable table = new JobTableReader(spark).read(config.data(), true);
        table.rows().persist(StorageLevel.MEMORY_AND_DISK());
        try {
            DataSplit split = DataSplit.of(table, config.data());
            out.println(table.rowCount() + " rows of " + table.taskCount() + " tasks in "
                    + config.data().table().name()
                    + (table.withoutLabel() == 0
                            ? ""
                            : " (" + table.withoutLabel() + " more have no label and are left out)"));
            try (Result result = train(table, split)) {
                use.of(result);
            }
        } finally {
            table.rows().unpersist();
        }
    }

    private Result train(JobTable table, DataSplit split) throws IOException {
        String metricsName = config.outputFile("metrics.csv");
        RunStart start = new RunStart(out, config.outputFile("checkpoints"));
        List<String> earlier =
                files.read(metricsName).map(text -> text.lines().toList()).orElse(List.of());
        boolean going = files.exists(config.outputFile("checkpoints"));
        try (MetricsFile metrics = new MetricsFile(files, metricsName);
                ConsoleProgress progress = ConsoleProgress.on(out, onTerminal())) {
            MetricsCsv csv = new MetricsCsv(metrics, validationMetrics(), going ? earlier : List.of());
            HypernetModel<?> model =
                    new JobFit(config, table.columns(), List.of(start, csv, progress)).fit(split.training());
            List<HeldOutGroup> groups = HeldOutGroup.measure(model, split, config);
            return new Result(table, split, model, groups, metrics.lines(), start.chosenRound());
        }
    }

    /** Up to Java 21 there is a console only if input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        return System.console() != null;
    }

    private List<Metric> validationMetrics() {
        return config.data().split().validation() == 0
                ? List.of()
                : Metric.of(config.target().loss().classification());
    }
}
