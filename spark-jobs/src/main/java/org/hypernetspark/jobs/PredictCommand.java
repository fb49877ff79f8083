package org.hypernetspark.jobs;

import java.io.PrintWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.jobs.data.JobTable;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.model.SavedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hypernet predict}: a table with predictions. */
@Command(
        name = "predict",
        description = {
            "Adds predictions to a table and writes it, as a folder of CSV or Parquet files.",
            "",
            "The label is not needed. Known tasks are predicted by their own networks; unseen ones by networks generated"
                    + " from their descriptor, if the model sees one. Fit other new tasks with 'adapt' first."
        },
        footer = {
            "  predict --model runs/texas-housing/model.hnet --data conf/data/texas-housing.csv --output predictions.csv",
            "  predict --model runs/store/model.hnet --data new.parquet --descriptor stores.csv --output out.parquet"
        })
final class PredictCommand extends Job {
    @Mixin
    private ModelOptions model;

    @Mixin
    private TableOptions table;

    @Mixin
    private PredictionOptions prediction;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            required = true,
            description = "Folder to write, which must not exist: a name ending in .csv or .parquet.")
    private String output;

    @Override
    void run(PrintWriter out) throws Exception {
        TableOutput target = TableOutput.to(output, spark());
        SavedModel saved = model.read(spark());
        JobTable rows = new JobTableReader(spark()).read(table.read(saved, model.file()), false);
        HypernetModel<?> predictor = prediction.apply(Models.of(saved));
        Dataset<Row> predicted = predictor.transform(rows.rows().drop(JobTable.CONTENT));
        target.write(predicted);
        out.println("Predictions of " + rows.rowCount() + " rows of " + rows.taskCount() + " tasks written to " + output
                + ", column " + predictor.getPredictionCol());
    }
}
