package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.util.List;
import org.hypernetspark.jobs.data.DataConfig;
import org.hypernetspark.jobs.data.DataSplit;
import org.hypernetspark.jobs.data.JobTable;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.report.Score;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hypernet evaluate}: a model against a table with labels. */
@Command(
        name = "evaluate",
        description = {
            "Measures a model on a table with labels: each metric's mean over tasks, its mean over the worst tenth of the"
                    + " tasks, over all rows together, and the tasks it predicts worst.",
            "",
            "Tasks the model does not know are predicted from their descriptor, if it sees one; else they are an error."
        },
        footer = {
            "  evaluate --model runs/texas-housing/model.hnet --data conf/data/texas-housing.csv --held-out",
            "  evaluate --model runs/store/model.hnet --data new.parquet --output evaluation.csv"
        })
final class EvaluateCommand extends Job {
    private static final int TASKS_SHOWN = 10;

    @Mixin
    private ModelOptions model;

    @Mixin
    private TableOptions table;

    @Mixin
    private PredictionOptions prediction;

    @Option(
            names = "--held-out",
            description = "Only the rows of known tasks that the training of the model held out of the same table.")
    private boolean heldOut;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Also write the metrics of every task as CSV.")
    private String output;

    @Override
    void run(PrintWriter out) throws Exception {
        SavedModel saved = model.read(spark());
        DataConfig data = table.read(saved, model.file());
        JobTable rows = new JobTableReader(spark()).read(data, true);
        HypernetModel<?> predictor = prediction.apply(Models.of(saved));
        boolean classification = saved.target().loss().classification();
        try (HeldOutGroup all = new HeldOutGroup(
                "all", predictor.evaluate(heldOut ? DataSplit.of(rows, data).test() : rows.rows()))) {
            out.println(rows.rowCount() + " rows of " + rows.taskCount() + " tasks in "
                    + data.table().name() + (heldOut ? ", of which the held-out ones count" : ""));
            summary(all.evaluation().summary(), classification, out);
            out.print(Scores.worst(all.evaluation(), classification, TASKS_SHOWN));
            if (output != null) {
                new OutputFiles(spark()).write(output, file -> Scores.csv(List.of(all), classification, file));
                out.println("Written to " + output);
            }
        }
    }

    private static void summary(MetricSummary summary, boolean classification, PrintWriter out) {
        List<Metric> metrics = Scores.metrics(classification);
        List<Score> scores = List.of(new Score("hypernet", "", summary));
        out.println();
        out.print(Score.table(scores, metrics, List.of(Score.Over.values())).toText());
        out.println();
    }
}
