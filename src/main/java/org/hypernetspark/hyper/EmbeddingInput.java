package org.hypernetspark.hyper;

/**
 * The task's learned embedding. It lives with its task, not in {@code phi}.
 *
 * @param size its length, at least 1
 */
public record EmbeddingInput(int size) implements ConditionInput {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public EmbeddingInput {
        Condition.requireSize("task embedding", size);
    }

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public Variability variability() {
        return Variability.STATIC;
    }
}
