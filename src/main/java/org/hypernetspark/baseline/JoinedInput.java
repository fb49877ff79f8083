package org.hypernetspark.baseline;

import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;

/** Rows with their task's descriptor joined behind the features; the plain features if the descriptor has size 0. */
final class JoinedInput {
    private final TaskBatch batch;
    private final int features;
    private final int descriptor;
    private final float[] joined;

    /** Room for as many tasks as {@code batch} has. */
    JoinedInput(TaskBatch batch, int maxTasks, int features, int descriptor) {
        this.batch = batch;
        this.features = features;
        this.descriptor = descriptor;
        this.joined = descriptor == 0 ? batch.x() : new float[maxTasks * batch.batch() * (features + descriptor)];
    }

    /**
     * Joins the descriptor of the task in a slot; stays until another task is set.
     *
     * @throws IllegalArgumentException if the task's descriptor has another size
     */
    void setTask(int slot, Task task) {
        if (descriptor == 0) {
            return;
        }
        if (task.descriptor().length != descriptor) {
            throw new IllegalArgumentException("Task \"" + task.id() + "\" has a descriptor of "
                    + task.descriptor().length + " values, the pooled network expects " + descriptor
                    + ". Give every task a full descriptor, or pool without descriptors.");
        }
        int width = features + descriptor;
        for (int row = slot * batch.batch(); row < (slot + 1) * batch.batch(); row++) {
            System.arraycopy(task.descriptor(), 0, joined, row * width + features, descriptor);
        }
    }

    /** The input {@code [tasks, batch, features + descriptor]} for the rows that are in the batch now. */
    float[] join(int tasks) {
        if (descriptor > 0) {
            int width = features + descriptor;
            for (int row = 0; row < tasks * batch.batch(); row++) {
                System.arraycopy(batch.x(), row * features, joined, row * width, features);
            }
        }
        return joined;
    }
}
