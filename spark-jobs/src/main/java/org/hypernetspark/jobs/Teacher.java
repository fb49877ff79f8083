package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.ml.HypernetClassificationModel;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.net.Loss;

/**
 * A trained model whose networks teach (distillation): {@code {model: FILE}}. Labels of training and validation rows are
 * replaced by what the network of the row's task predicts, in the label's unit or as the likeliest class; held-out rows keep
 * theirs.
 *
 * @param at where it stands in the configuration
 * @param model a model file
 */
record Teacher(ConfigNode at, String model) {
    private static final String MODEL = "model";
    private static final String TAUGHT = "taught_by_teacher";
    private static final String PROBABILITY = "probability_by_teacher";

    /**
     * Reads it.
     *
     * @throws org.hypernetspark.config.ConfigException for the first mistake, naming its key
     */
    static Teacher read(ConfigNode node) {
        node.section().rejectUnknownKeys(MODEL);
        return new Teacher(node, node.child(MODEL).text());
    }

    /**
     * The same rows with the teacher's predictions as labels.
     *
     * @throws org.hypernetspark.config.ConfigException if there is no such model, or it is not of the student's kind
     */
    Dataset<Row> relabelled(Dataset<Row> rows, String label, Loss student) throws IOException {
        HypernetModel<?> teacher = Models.of(read(student, rows.sparkSession())).setPredictionCol(TAUGHT);
        if (teacher instanceof HypernetClassificationModel classification) {
            classification.setProbabilityCol(PROBABILITY);
        }
        return teacher.transform(rows).withColumn(label, functions.col(TAUGHT)).drop(TAUGHT, PROBABILITY);
    }

    /** All classes it knows, of which it need not predict each. */
    String[] classes(Loss student, SparkSession spark) throws IOException {
        SavedModel saved = read(student, spark);
        return HypernetClassificationModel.fromSavedModel(saved).classes().toArray(new String[0]);
    }

    private SavedModel read(Loss student, SparkSession spark) throws IOException {
        SavedModel saved = Models.read(model, spark);
        if (saved.target().loss().classification() != student.classification()) {
            throw at.problem("teacher and student must both be classifications or both regressions, got the losses "
                    + saved.target().loss().name() + " in " + model + " and " + student.name() + " in target.loss");
        }
        return saved;
    }

    void write(ObjectNode node) {
        node.put(MODEL, model);
    }
}
