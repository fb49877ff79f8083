package org.hypernetspark.net;

/**
 * Where the weights (or their gradients) of several tasks lie in one array: {@code [tasks, weights]}, or {@code [groups, weights, lanes]} for
 * networks that run so ({@link NetworkPass#lanes}).
 *
 * @param values the array
 * @param offset first value of task 0
 * @param stride distance from one task to the next; 0 if all tasks share one set; with several lanes the floats of a group, divided by them
 * @param lanes tasks that lie side by side; 1 if each lies by itself
 */
public record Weights(float[] values, int offset, int stride, int lanes) {
    /** Each task's by themselves. */
    public Weights(float[] values, int offset, int stride) {
        this(values, offset, stride, 1);
    }

    /** One set of weights, at the beginning of an array. */
    public static Weights single(float[] values) {
        return new Weights(values, 0, 0);
    }

    /** Where the values of a task begin; of the first of a group if they lie side by side. */
    int at(int task) {
        return offset + task * stride;
    }
}
