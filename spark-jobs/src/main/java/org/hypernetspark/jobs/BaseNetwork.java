package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.net.TargetSpec;

/**
 * The trained network that base weights begin with: {@code {model: FILE, task: ID}}.
 *
 * @param at where it stands in the configuration
 * @param model a model file
 * @param task the task whose network it is
 */
record BaseNetwork(ConfigNode at, String model, String task) {
    private static final String MODEL = "model";
    private static final String TASK = "task";

    /**
     * Reads it.
     *
     * @throws org.hypernetspark.config.ConfigException for the first mistake, naming its key
     */
    static BaseNetwork read(ConfigNode node) {
        node.section().rejectUnknownKeys(MODEL, TASK);
        return new BaseNetwork(node, node.child(MODEL).text(), node.child(TASK).text());
    }

    /**
     * Its weights.
     *
     * @param target whose layers it must have
     * @throws org.hypernetspark.config.ConfigException if model or task are not there, or its layers are others
     */
    float[] weights(TargetSpec target, SparkSession spark) throws IOException {
        SavedModel saved = Models.read(model, spark);
        if (!saved.target().layers().equals(target.layers())) {
            throw at.problem(model + " generates networks of the layers "
                    + saved.target().layers() + ", but base weights need those of target.layers, " + target.layers());
        }
        String key = at.source() + ": " + at.path() + "." + TASK + ": " + model;
        TaskWeights generated = new TaskWeights(spark, saved, model, null);
        return TaskWeights.theta(generated.of(List.of(task), key).first());
    }

    void write(ObjectNode node) {
        node.put(MODEL, model).put(TASK, task);
    }
}
