package org.hypernetspark.ml;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
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
    private final StringArrayParam classes;

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
        classes = new StringArrayParam(this, "classes", "all classes in their order; empty for those the table holds");
        setDefault(numClasses, 0);
        setDefault(classes, new String[0]);
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

    /** Param: all classes. */
    public StringArrayParam classes() {
        return classes;
    }

    /** All classes in their order; default none: those the table holds. */
    public String[] getClasses() {
        return getOrDefault(classes);
    }

    /** Sets all classes in their order, as the label column holds them: for tables that need not hold all. */
    public HypernetClassifier setClasses(String[] value) {
        set(classes, value);
        return this;
    }

    @Override
    boolean classification() {
        return true;
    }

    @Override
    EncoderSettings encoderSettings(StructType schema) {
        return new EncoderSettings(
                getStandardize(),
                false,
                allClasses(),
                labelType(schema.apply(getLabelCol()).dataType()));
    }

    private List<String> allClasses() {
        if (getClasses().length > 0 && getNumClasses() > 0) {
            throw new IllegalArgumentException("Params classes and numClasses say the same thing; set one of them");
        }
        List<String> all = getNumClasses() > 0
                ? IntStream.range(0, getNumClasses()).mapToObj(String::valueOf).toList()
                : List.of(getClasses());
        if (all.size() == 1) {
            throw new IllegalArgumentException("A classifier needs at least two classes, got one (\"" + all.get(0)
                    + "\"); set Param classes or numClasses to all there are, or leave them unset");
        }
        return all;
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
