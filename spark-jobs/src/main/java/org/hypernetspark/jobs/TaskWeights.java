package org.hypernetspark.jobs;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.jobs.data.DataConfig;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.model.SavedModel;

/**
 * The weights that a model generates, as rows {@code (task, weights)}.
 *
 * @param spark the session
 * @param saved the model
 * @param file where it was read from
 * @param descriptor the table that describes tasks; null for the one the model was trained with
 */
record TaskWeights(SparkSession spark, SavedModel saved, String file, String descriptor) {
    /** Of all tasks: those of the descriptor table if the model sees descriptors, else those that the model knows. */
    Dataset<Row> all() {
        HypernetModel<?> predictor = Models.of(saved);
        if (saved.spec().condition().descriptor() == 0) {
            return predictor.generateWeights(spark);
        }
        DataConfig data = TableOptions.trained(saved, file);
        return predictor.generateWeights(new JobTableReader(spark)
                .readDescriptors(data.with(data.table(), TableOptions.descriptor(data.descriptor(), descriptor))));
    }

    /**
     * Of some tasks.
     *
     * @param key what a message says names them
     * @throws ConfigException if one is not there
     */
    Dataset<Row> of(List<String> tasks, String key) {
        Dataset<Row> chosen = all().filter(functions.col("task").isin(tasks.toArray()));
        List<String> found = chosen.select("task").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        List<String> missing =
                tasks.stream().filter(task -> !found.contains(task)).toList();
        if (!missing.isEmpty()) {
            throw new ConfigException(key + ": the model and its descriptor table have no task "
                    + String.join(", ", missing) + "; 'inspect' shows which there are");
        }
        return chosen;
    }

    /** The weights of one row. */
    static float[] theta(Row row) {
        List<Float> values = row.getList(1);
        float[] theta = new float[values.size()];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = values.get(i);
        }
        return theta;
    }
}
