package org.hypernetspark.ml;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.table.EncoderSettings;
import org.hypernetspark.ml.table.LabelType;
import org.hypernetspark.model.SavedModel;

/**
 * Regression over many tasks: one hypernet that generates a network for every task of a table.
 *
 * <pre>{@code
 * HypernetRegressionModel model = new HypernetRegressor()
 *     .setTaskCol("store").setFeaturesCols("price", "deal").setLabelCol("sales")
 *     .fit(table);
 * model.transform(table);
 * }</pre>
 */
public final class HypernetRegressor extends HypernetEstimator<HypernetRegressor, HypernetRegressionModel> {
    private static final long serialVersionUID = 1;

    private final BooleanParam standardizeLabel;

    /** With a new uid. */
    public HypernetRegressor() {
        this(Identifiable$.MODULE$.randomUID("hypernetRegressor"));
    }

    /** With this uid. */
    public HypernetRegressor(String uid) {
        super(uid, "mse");
        standardizeLabel = new BooleanParam(
                this,
                "standardizeLabel",
                "whether the label is standardised to train; predictions are in its own unit either way");
        setDefault(standardizeLabel, true);
    }

    /** Param: whether the label is standardised. */
    public BooleanParam standardizeLabel() {
        return standardizeLabel;
    }

    /** Whether the label is standardised to train; default true. */
    public boolean getStandardizeLabel() {
        return (boolean) getOrDefault(standardizeLabel);
    }

    /** Sets whether the label is standardised to train; predictions are in its own unit either way. */
    public HypernetRegressor setStandardizeLabel(boolean value) {
        set(standardizeLabel, value);
        return this;
    }

    @Override
    boolean classification() {
        return false;
    }

    @Override
    EncoderSettings encoderSettings(StructType schema) {
        return new EncoderSettings(getStandardize(), getStandardizeLabel(), List.of(), LabelType.NUMBER);
    }

    @Override
    HypernetRegressionModel model(SavedModel saved) {
        return new HypernetRegressionModel(uid(), saved);
    }

    @Override
    StructType withOutputs(StructType schema) {
        return OutputSchema.of(schema).number(getPredictionCol()).schema();
    }

    /** Reads saved estimators. */
    public static MLReader<HypernetRegressor> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads a saved estimator. */
    public static HypernetRegressor load(String path) {
        return read().load(path);
    }
}
