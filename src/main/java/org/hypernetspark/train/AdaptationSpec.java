package org.hypernetspark.train;

import java.io.Serializable;

/**
 * Settings to fit the embeddings of new tasks.
 *
 * @param steps updates of each embedding, at least 1
 * @param batch rows of a task in a step, at least 1
 * @param optimizer of the embeddings; its schedule counts steps
 * @param seed of the rows' order
 */
public record AdaptationSpec(int steps, int batch, OptimizerSpec optimizer, long seed) implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public AdaptationSpec {
        if (steps < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "Adaptation needs steps and batch of at least 1, got " + steps + " and " + batch);
        }
    }

    /** 200 steps of Adam at 0.05, falling to a tenth along a cosine, 32 rows. */
    public static AdaptationSpec defaults() {
        LearningRateSchedule cosine = new LearningRateSchedule(LearningRateSchedule.Kind.COSINE, 0, 0.1, 1);
        return new AdaptationSpec(200, 32, OptimizerSpec.adam(0.05).with(cosine), 1);
    }
}
