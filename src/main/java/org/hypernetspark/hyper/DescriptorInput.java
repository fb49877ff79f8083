package org.hypernetspark.hyper;

/**
 * The task's descriptor: known features of the task itself.
 *
 * @param size its length, at least 1
 */
public record DescriptorInput(int size) implements ConditionInput {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public DescriptorInput {
        Condition.requireSize("task descriptor", size);
    }

    @Override
    public String name() {
        return "descriptor";
    }

    @Override
    public Variability variability() {
        return Variability.STATIC;
    }
}
