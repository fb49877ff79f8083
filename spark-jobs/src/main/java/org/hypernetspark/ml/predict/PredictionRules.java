package org.hypernetspark.ml.predict;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.PreferenceInput;
import org.hypernetspark.net.Dropout;

/**
 * How to predict.
 *
 * @param unknownTask what to do about tasks that were not trained
 * @param invalidRow what to do about rows that cannot be used
 * @param cacheBytes memory for generated networks in each partition; one network is always kept
 * @param sampling whether several networks are drawn for each task
 * @param preference what the networks are generated for, in the user's unit; empty for the centre of what was trained
 * @param preferenceColumns columns that give each row a preference of its own; empty for none
 */
public record PredictionRules(
        UnknownTask unknownTask,
        InvalidRow invalidRow,
        long cacheBytes,
        Sampling sampling,
        float[] preference,
        List<String> preferenceColumns)
        implements Serializable {
    private static final float[] CENTER = {};

    /** One network for each task, at the centre of what is drawn. */
    public PredictionRules(UnknownTask unknownTask, InvalidRow invalidRow, long cacheBytes) {
        this(unknownTask, invalidRow, cacheBytes, Sampling.NONE, CENTER, List.of());
    }

    /** The same with a share of the memory for networks. */
    PredictionRules sharedBy(int users) {
        return new PredictionRules(
                unknownTask, invalidRow, cacheBytes / users, sampling, preference, preferenceColumns);
    }

    /**
     * Checks that a table has the columns these rules name.
     *
     * @throws IllegalArgumentException if one is missing or holds no numbers
     */
    public void check(HypernetSpec spec, StructType schema) {
        if (!preferenceColumns.isEmpty()) {
            RowPreference.check(spec.condition().preference(), preferenceColumns, schema);
        }
    }

    /**
     * Checks that a model can be predicted by these rules.
     *
     * @throws IllegalArgumentException if samples would all be the same, or the preference could not have been trained
     */
    public void check(HypernetSpec spec) {
        boolean noise = spec.condition().drawn().stream().anyMatch(input -> !(input instanceof PreferenceInput));
        if (sampling.active() && !noise && spec.trunk().stream().noneMatch(Dropout.class::isInstance)) {
            throw new IllegalArgumentException("samples = " + sampling.samples()
                    + ": the hypernet has neither noise in its condition nor dropout in its trunk, so all samples would be"
                    + " the same; leave samples out, or train with condition.noise or a trunk with dropout");
        }
        PreferenceInput trained = spec.condition().preference();
        if ((preference.length > 0 || !preferenceColumns.isEmpty()) && trained == null) {
            throw new IllegalArgumentException(
                    "A preference is given, but the hypernet sees none; leave it out, or train with condition.preference");
        }
        if (preference.length > 0) {
            trained.check(preference);
        }
    }

    /**
     * Whether a task is to be predicted.
     *
     * @throws IllegalArgumentException if the task is unknown and that is an error
     */
    public boolean admits(ModelPayload payload, String task) {
        if (unknownTask == UnknownTask.ZERO_EMBEDDING || payload.known(task)) {
            return true;
        }
        if (unknownTask == UnknownTask.ERROR) {
            throw new IllegalArgumentException("Task \"" + task + "\" was not in the training table; the model knows "
                    + payload.embeddings().count() + " tasks. Adapt the model to it with a few of its rows"
                    + (payload.condition().support() == null ? "" : ", give a few as its support set")
                    + ", or set unknownTask to \"nan\" or \"zero-embedding\".");
        }
        return false;
    }
}
