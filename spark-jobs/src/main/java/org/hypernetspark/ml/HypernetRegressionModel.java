package org.hypernetspark.ml;

import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.predict.BroadcastPayload;
import org.hypernetspark.ml.predict.OutputColumns;
import org.hypernetspark.ml.table.LabelEncoding;
import org.hypernetspark.model.SavedModel;

/** A trained hypernet that predicts values: one double column, in the label's own unit. */
public final class HypernetRegressionModel extends HypernetModel<HypernetRegressionModel> {
    private static final long serialVersionUID = 1;

    HypernetRegressionModel(String uid, SavedModel saved) {
        super(uid, saved);
    }

    private HypernetRegressionModel(String uid, SavedModel saved, BroadcastPayload payload) {
        super(uid, saved, payload);
    }

    /**
     * A model of a trained hypernet, with default Params.
     *
     * @throws IllegalArgumentException if it was not trained for regression on a table
     */
    public static HypernetRegressionModel fromSavedModel(SavedModel saved) {
        if (saved.target().loss().classification()) {
            throw new IllegalArgumentException("The model classifies (its loss is "
                    + saved.target().loss().name() + "); use HypernetClassificationModel.fromSavedModel");
        }
        return new HypernetRegressionModel(Identifiable$.MODULE$.randomUID("hypernetRegressor"), saved);
    }

    @Override
    HypernetRegressionModel with(SavedModel newSaved, BroadcastPayload newPayload) {
        return new HypernetRegressionModel(uid(), newSaved, newPayload);
    }

    /** With samples the mean, and their deviation in {@code <predictionCol>_std}. */
    @Override
    StructType withOutputs(StructType schema) {
        OutputSchema outputs = OutputSchema.of(schema).number(getPredictionCol());
        return (sampling() ? outputs.number(getPredictionCol() + "_std") : outputs).schema();
    }

    @Override
    OutputColumns outputColumns() {
        LabelEncoding label = encoder().label();
        if (!sampling()) {
            return (outputs, at) -> new Object[] {at < 0 ? Double.NaN : label.decode(outputs[at])};
        }
        return (outputs, at) -> at < 0
                ? new Object[] {Double.NaN, Double.NaN}
                : new Object[] {label.decode(outputs[at]), outputs[at + 1] * label.deviation()};
    }

    /** Reads saved models. */
    public static MLReader<HypernetRegressionModel> read() {
        return new ModelReader<>(HypernetRegressionModel.class.getName(), HypernetRegressionModel::new);
    }

    /** Reads a saved model. */
    public static HypernetRegressionModel load(String path) {
        return read().load(path);
    }
}
