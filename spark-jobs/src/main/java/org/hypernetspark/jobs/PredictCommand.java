package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.jobs.data.DataConfig;
import org.hypernetspark.jobs.data.JobTable;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.jobs.data.TableSource;
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
                    + " from their descriptor, if the model sees one, or from a few of their rows (--support). Fit other new"
                    + " tasks with 'adapt' first."
        },
        footer = {
            "  predict --model runs/texas-housing/model.hnet --data conf/data/texas-housing.csv --output predictions.csv",
            "  predict --model runs/store/model.hnet --data new.parquet --descriptor stores.csv --output out.parquet",
            "  predict --model runs/noisy/model.hnet --data new.csv --samples 20 --output with-deviations.csv",
            "  predict --model runs/few-shot/model.hnet --data new.csv --support few-labelled.csv --output out.csv"
        })
final class PredictCommand extends Job {
    @Mixin
    private ModelOptions model;

    @Mixin
    private TableOptions table;

    @Mixin
    private PredictionOptions prediction;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description =
                    "Draw N networks for each task, of a model with noise or with dropout in its trunk, and add how far"
                            + " they disagree: the deviation of a value; the entropy of classes, predictive and expected.")
    private Integer samples;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the networks that --samples draws. Default: 1.")
    private Long seed;

    @Option(
            names = "--preference",
            paramLabel = "NUMBER",
            split = ",",
            description =
                    "The preference to predict for, of a model that sees one, such as 0.3,0.7. Default: the centre of"
                            + " those it was trained for.")
    private double[] preference;

    @Option(
            names = "--preference-columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns of the table that give each row a preference of its own.")
    private String[] preferenceColumns;

    @Option(
            names = "--support",
            paramLabel = "PATH",
            split = ",",
            description =
                    "A table like that of the training with a few labelled rows of new tasks, for a model that sees"
                            + " support sets.")
    private List<String> support;

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
        HypernetModel<?> predictor = predictor(prediction.apply(Models.of(saved)), saved);
        Dataset<Row> predicted = predictor.transform(rows.rows().drop(JobTable.CONTENT));
        target.write(predicted);
        out.println("Predictions of " + rows.rowCount() + " rows of " + rows.taskCount() + " tasks written to " + output
                + ", column " + predictor.getPredictionCol());
    }

    private HypernetModel<?> predictor(HypernetModel<?> trained, SavedModel saved) {
        HypernetModel<?> told = trained;
        if (support != null) {
            DataConfig data = table.read(saved, model.file());
            JobTable rows =
                    new JobTableReader(spark()).read(data.with(TableSource.of(support), data.descriptor()), true);
            told = trained.support(rows.rows());
        }
        if (samples != null) {
            told.setSamples(samples);
        }
        if (seed != null) {
            told.setSamplingSeed(seed);
        }
        if (preference != null) {
            told.setPreference(preference);
        }
        if (preferenceColumns != null) {
            told.setPreferenceCols(preferenceColumns);
        }
        return told;
    }
}
