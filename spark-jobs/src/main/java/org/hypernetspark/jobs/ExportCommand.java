package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.model.SavedModel;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hypernet export}: generated networks for use elsewhere. */
@Command(
        name = "export",
        description = {
            "Writes the networks that the hypernet generates for tasks: as zip files that DL4J's ModelSerializer reads, one"
                    + " for each task, or all weights as a Parquet table (task, weights).",
            "",
            "A model that sees descriptors needs them: it reads the descriptor table it was trained with, or --descriptor;"
                    + " the tasks are then those of that table."
        },
        footer = {
            "  export --model runs/texas-housing/model.hnet --output networks --format dl4j --tasks Austin,Dallas",
            "  export --model runs/texas-housing/model.hnet --output weights.parquet --format parquet --all"
        })
final class ExportCommand extends Job {
    /** What can be written. */
    enum Format {
        dl4j,
        parquet
    }

    /** Which tasks: one of the two must be said. */
    static final class Which {
        @Option(
                names = {"-t", "--tasks"},
                paramLabel = "ID",
                split = ",",
                required = true,
                description = "These tasks.")
        private List<String> tasks;

        @Option(names = "--all", required = true, description = "All tasks.")
        private boolean all;
    }

    @Mixin
    private ModelOptions model;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            required = true,
            description = "${COMPLETION-CANDIDATES}.")
    private Format format;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(
            names = "--descriptor",
            paramLabel = "PATH",
            description = "The table that describes tasks. Default: the one the model was trained with.")
    private String descriptor;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            required = true,
            description = "Folder to write, which must not exist.")
    private String output;

    @Override
    void run(PrintWriter out) throws Exception {
        TableOutput.refuseExisting(output, spark());
        SavedModel saved = model.read(spark());
        TaskWeights generated = new TaskWeights(spark(), saved, model.file(), descriptor);
        Dataset<Row> weights = which.all ? generated.all() : generated.of(which.tasks, "--tasks");
        if (format == Format.parquet) {
            TableOutput.to(output, spark()).write(weights);
            out.println("Weights of " + (which.all ? "all" : which.tasks.size()) + " tasks written to " + output);
        } else {
            int networks = new NetworkFiles(saved, new OutputFiles(spark())).write(weights, output);
            out.println(networks + " networks written to " + output
                    + "; read them with org.deeplearning4j.util.ModelSerializer.restoreMultiLayerNetwork");
        }
    }
}
