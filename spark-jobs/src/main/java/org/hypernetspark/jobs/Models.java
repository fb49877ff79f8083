package org.hypernetspark.jobs;

import java.io.IOException;
import java.io.InputStream;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.ml.HypernetClassificationModel;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.ml.HypernetRegressionModel;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.model.SavedModel;

/** Reads saved models, and makes Spark ML models of them. */
final class Models {
    private Models() {}

    /** Reads a model file that a user named. */
    static SavedModel read(String file, SparkSession spark) throws IOException {
        try (InputStream in = new OutputFiles(spark).open(file, "a model file that 'train' or 'adapt' wrote")) {
            return ModelFile.read(in, file);
        }
    }

    /** The regression or classification model that was saved. */
    static HypernetModel<?> of(SavedModel saved) {
        return saved.target().loss().classification()
                ? HypernetClassificationModel.fromSavedModel(saved)
                : HypernetRegressionModel.fromSavedModel(saved);
    }
}
