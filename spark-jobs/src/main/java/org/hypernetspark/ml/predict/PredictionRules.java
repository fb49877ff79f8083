package org.hypernetspark.ml.predict;

import java.io.Serializable;

/**
 * How to predict.
 *
 * @param unknownTask what to do about tasks that were not trained
 * @param invalidRow what to do about rows that cannot be used
 * @param cacheBytes memory for generated networks in each partition; one network is always kept
 */
public record PredictionRules(UnknownTask unknownTask, InvalidRow invalidRow, long cacheBytes) implements Serializable {
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
                    + payload.embeddings().count() + " tasks. Adapt the model to it with a few of its rows, or set"
                    + " unknownTask to \"nan\" or \"zero-embedding\".");
        }
        return false;
    }
}
