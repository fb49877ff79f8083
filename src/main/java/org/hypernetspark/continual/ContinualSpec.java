package org.hypernetspark.continual;

import java.io.Serializable;
import java.util.Objects;
import org.hypernetspark.train.OptimizerSpec;

/**
 * The settings of learning tasks one after the other. Together with sequence and networks they fix the result.
 *
 * @param steps steps on each task, at least 1
 * @param batch rows in a step, at least 1
 * @param optimizer of the shared parameters; its state is new for each task and its schedule is not followed
 * @param embeddingOptimizer of the task's embedding
 * @param regularization what keeps the hypernet from forgetting
 * @param heads whether each task has outputs of its own, an equal share of the target's
 * @param seed of everything random
 */
public record ContinualSpec(
        int steps,
        int batch,
        OptimizerSpec optimizer,
        OptimizerSpec embeddingOptimizer,
        Regularization regularization,
        boolean heads,
        long seed)
        implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public ContinualSpec {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(embeddingOptimizer, "embeddingOptimizer");
        Objects.requireNonNull(regularization, "regularization");
        if (steps < 1 || batch < 1) {
            throw new IllegalArgumentException("steps and batch must be at least 1, got " + steps + " and " + batch);
        }
    }

    /** The same with another regularisation. */
    public ContinualSpec with(Regularization other) {
        return new ContinualSpec(steps, batch, optimizer, embeddingOptimizer, other, heads, seed);
    }

    /** The same with another seed. */
    public ContinualSpec withSeed(long newSeed) {
        return new ContinualSpec(steps, batch, optimizer, embeddingOptimizer, regularization, heads, newSeed);
    }
}
