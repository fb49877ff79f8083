package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.model.SavedModel;

/**
 * A trained model whose networks teach (distillation): {@code {model: FILE}}. Labels of training and validation rows are
 * replaced by what the network of the row's task predicts, in the label's unit; held-out rows keep theirs.
 *
 * @param at where it stands in the configuration
 * @param model a model file
 */
record Teacher(ConfigNode at, String model) {
    private static final String MODEL = "model";
    private static final String TAUGHT = "taught_by_teacher";

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
     * @throws org.hypernetspark.config.ConfigException if there is no such model, or it is no regression
     */
    Dataset<Row> relabelled(Dataset<Row> rows, String label, SparkSession spark) throws IOException {
        SavedModel saved = Models.read(model, spark);
        if (saved.target().loss().classification()) {
            throw at.problem(model + " is a classification, whose raw outputs are no label of a table;"
                    + " expected a regression, or use Distillation of the Java API");
        }
        HypernetModel<?> teacher = Models.of(saved).setPredictionCol(TAUGHT);
        return teacher.transform(rows).withColumn(label, functions.col(TAUGHT)).drop(TAUGHT);
    }

    void write(ObjectNode node) {
        node.put(MODEL, model);
    }
}
