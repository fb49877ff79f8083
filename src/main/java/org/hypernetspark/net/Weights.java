package org.hypernetspark.net;

/**
 * Where the weights (or their gradients) of several tasks lie in one array.
 *
 * @param values the array
 * @param offset first value of task 0
 * @param stride distance from one task to the next; 0 if all tasks share one set
 */
public record Weights(float[] values, int offset, int stride) {
    /** One set of weights, at the beginning of an array. */
    public static Weights single(float[] values) {
        return new Weights(values, 0, 0);
    }

    /** Where the values of a task begin. */
    int at(int task) {
        return offset + task * stride;
    }
}
