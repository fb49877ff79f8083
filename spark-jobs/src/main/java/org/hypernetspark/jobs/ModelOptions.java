package org.hypernetspark.jobs;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.model.SavedModel;
import picocli.CommandLine.Option;

/** The option that says which model is used. */
final class ModelOptions {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            required = true,
            description = "A model file that 'train' or 'adapt' wrote, such as runs/texas-housing/model.hnet.")
    private String file;

    String file() {
        return file;
    }

    /** Reads the model. */
    SavedModel read(SparkSession spark) throws IOException {
        return Models.read(file, spark);
    }
}
