package org.hypernetspark.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.predict.BroadcastPayload;
import org.hypernetspark.ml.predict.OutputColumns;
import org.hypernetspark.ml.table.LabelEncoding;
import org.hypernetspark.ml.table.LabelType;
import org.hypernetspark.model.SavedModel;

/**
 * A trained hypernet that predicts classes: a column with the likeliest label, as the label column holds it (numbers as
 * double), and a vector column with the classes' probabilities in order of {@link #classes}.
 */
public final class HypernetClassificationModel extends HypernetModel<HypernetClassificationModel> {
    private static final long serialVersionUID = 1;

    private final Param<String> probabilityCol;

    HypernetClassificationModel(String uid, SavedModel saved) {
        super(uid, saved);
        this.probabilityCol = newProbabilityCol(this);
    }

    private HypernetClassificationModel(String uid, SavedModel saved, BroadcastPayload payload) {
        super(uid, saved, payload);
        this.probabilityCol = newProbabilityCol(this);
    }

    /** The Param of estimator and model. */
    static Param<String> newProbabilityCol(Params parent) {
        Param<String> param = new Param<>(
                parent,
                "probabilityCol",
                "column that the classes' probabilities are written to",
                ParamChecks.named("probabilityCol"));
        parent.setDefault(param, "probability");
        return param;
    }

    /**
     * A model of a trained hypernet, with default Params.
     *
     * @throws IllegalArgumentException if it was not trained for classification of a table
     */
    public static HypernetClassificationModel fromSavedModel(SavedModel saved) {
        if (!saved.target().loss().classification()) {
            throw new IllegalArgumentException("The model predicts values (its loss is "
                    + saved.target().loss().name() + "); use HypernetRegressionModel.fromSavedModel");
        }
        return new HypernetClassificationModel(Identifiable$.MODULE$.randomUID("hypernetClassifier"), saved);
    }

    /** The classes' names, in order of their indices. */
    public List<String> classes() {
        return encoder().label().classes();
    }

    /** Param: column that the classes' probabilities are written to. */
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    /** The column of the classes' probabilities; default {@code probability}. */
    public String getProbabilityCol() {
        return getOrDefault(probabilityCol);
    }

    /** Sets the column that the classes' probabilities are written to. */
    public HypernetClassificationModel setProbabilityCol(String value) {
        set(probabilityCol, value);
        return this;
    }

    @Override
    HypernetClassificationModel with(SavedModel newSaved, BroadcastPayload newPayload) {
        return new HypernetClassificationModel(uid(), newSaved, newPayload);
    }

    /**
     * With samples the mean probabilities, their entropy (predictive, the total uncertainty) in
     * {@code <predictionCol>_entropy} and the mean of the samples' entropies in {@code <predictionCol>_expected_entropy}; the
     * difference is what the samples disagree about.
     */
    @Override
    StructType withOutputs(StructType schema) {
        OutputSchema outputs = OutputSchema.of(schema)
                .label(getPredictionCol(), encoder().label().type())
                .vector(getProbabilityCol());
        return (sampling()
                        ? outputs.number(getPredictionCol() + "_entropy")
                                .number(getPredictionCol() + "_expected_entropy")
                        : outputs)
                .schema();
    }

    @Override
    OutputColumns outputColumns() {
        LabelEncoding label = encoder().label();
        int classes = label.classes().size();
        int outputs = TargetOutputs.most(savedModel().target().networks());
        boolean sampling = sampling();
        return (values, at) -> {
            double[] probabilities = probabilities(values, at, outputs, classes);
            Object prediction = at >= 0
                    ? label.className(likeliest(probabilities))
                    : label.type() == LabelType.NUMBER ? (Object) Double.NaN : null;
            if (!sampling) {
                return new Object[] {prediction, Vectors.dense(probabilities)};
            }
            double entropy = at < 0 ? Double.NaN : values[at + outputs];
            double expected = at < 0 ? Double.NaN : values[at + outputs + 1];
            return new Object[] {prediction, Vectors.dense(probabilities), entropy, expected};
        };
    }

    /** One output is the probability of the second of two classes. */
    private static double[] probabilities(float[] values, int at, int outputs, int classes) {
        double[] probabilities = new double[classes];
        if (at < 0) {
            Arrays.fill(probabilities, Double.NaN);
        } else if (outputs == 1) {
            probabilities[1] = values[at];
            probabilities[0] = 1 - probabilities[1];
        } else {
            for (int i = 0; i < classes; i++) {
                probabilities[i] = values[at + i];
            }
        }
        return probabilities;
    }

    private static int likeliest(double[] probabilities) {
        int likeliest = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[likeliest]) {
                likeliest = i;
            }
        }
        return likeliest;
    }

    /** Reads saved models. */
    public static MLReader<HypernetClassificationModel> read() {
        return new ModelReader<>(HypernetClassificationModel.class.getName(), HypernetClassificationModel::new);
    }

    /** Reads a saved model. */
    public static HypernetClassificationModel load(String path) {
        return read().load(path);
    }
}
