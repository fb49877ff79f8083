package org.hypernetspark.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.table.EncoderSettings;
import org.hypernetspark.model.SavedModel;

/**
 * Classification over many tasks: one hypernet that generates a network for every task of a table.
 *
 * <p>Labels may be strings, numbers or booleans. Predictions are labels as the label column holds them: strings, booleans,
 * or numbers (as double); so with labels 0, 1, 2 predictions are what Spark ML's evaluators expect.
 */
public final class HypernetClassifier extends HypernetEstimator<HypernetClassifier, HypernetClassificationModel> {
    private static final long serialVersionUID = 1;

    private final Param<String> probabilityCol;
    private final IntParam numClasses;

    /** With a new uid. */
    public HypernetClassifier() {
        this(Identifiable$.MODULE$.randomUID("hypernetClassifier"));
    }

    /** With this uid. */
    public HypernetClassifier(String uid) {
        super(uid, "cross-entropy");
        probabilityCol = HypernetClassificationModel.newProbabilityCol(this);
        numClasses = new IntParam(
                this,
                "numClasses",
                "number of classes, whose labels are then 0 to numClasses-1; 0 for those the table holds",
                ParamChecks.atLeast("numClasses", 0));
        setDefault(numClasses, 0);
    }

    /** Param: column that the classes' probabilities are written to. */
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    /** The column of the classes' probabilities; default {@code probability}. */
    public String getProbabilityCol() {
        return getOrDefault(probabilityCol);
    }

    /** Sets the column that the classes' probabilities are written to, as a vector in order of the classes. */
    public HypernetClassifier setProbabilityCol(String value) {
        set(probabilityCol, value);
        return this;
    }

    /** Param: number of classes. */
    public IntParam numClasses() {
        return numClasses;
    }

    /** The number of classes; default 0: those the table holds. */
    public int getNumClasses() {
        return (int) getOrDefault(numClasses);
    }

    /** Sets the number of classes, whose labels are then 0 to {@code value}-1: for tables that need not hold all. */
    public HypernetClassifier setNumClasses(int value) {
        set(numClasses, value);
        return this;
    }

    @Override
    boolean classification() {
        return true;
    }

    @Override
    EncoderSettings encoderSettings(StructType schema) {
        if (getNumClasses() == 1) {
            throw new IllegalArgumentException("Param numClasses must be 0 or at least 2, got 1");
        }
        return new EncoderSettings(
                getStandardize(),
                false,
                getNumClasses(),
                labelType(schema.apply(getLabelCol()).dataType()));
    }

    @Override
    HypernetClassificationModel model(SavedModel saved) {
        return new HypernetClassificationModel(uid(), saved);
    }

    @Override
    StructType withOutputs(StructType schema) {
        return OutputSchema.of(schema)
                .label(getPredictionCol(), encoderSettings(schema).labelType())
                .vector(getProbabilityCol())
                .schema();
    }

    /** Reads saved estimators. */
    public static MLReader<HypernetClassifier> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads a saved estimator. */
    public static HypernetClassifier load(String path) {
        return read().load(path);
    }
}
