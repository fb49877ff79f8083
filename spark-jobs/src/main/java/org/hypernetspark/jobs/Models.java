package org.hypernetspark.jobs;

import org.hypernetspark.ml.HypernetClassificationModel;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.ml.HypernetRegressionModel;
import org.hypernetspark.model.SavedModel;

/** Spark ML models of saved ones. */
final class Models {
    private Models() {}

    /** The regression or classification model that was saved. */
    static HypernetModel<?> of(SavedModel saved) {
        return saved.target().loss().classification()
                ? HypernetClassificationModel.fromSavedModel(saved)
                : HypernetRegressionModel.fromSavedModel(saved);
    }
}
