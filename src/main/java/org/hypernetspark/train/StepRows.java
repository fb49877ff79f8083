package org.hypernetspark.train;

import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.TaskBatch;

/**
 * The rows of a step as the generated networks see them: without the values that the hypernet alone sees, and once for each
 * sample. Where there are no such values and one sample, they are the batch's own arrays.
 */
final class StepRows {
    private final TaskBatch batch;
    private final int samples;
    private final int rowWidth;
    private final int inputWidth;
    private final int labelWidth;
    private final float[] x;
    private final float[] labels;
    private final float[] mask;
    private final long[] seeds;

    /**
     * For up to {@code maxTasks} tasks.
     *
     * @param networks generated networks of each task
     * @param rowWidth values of a row in the batch
     * @param inputWidth of them the target's input
     */
    StepRows(TaskBatch batch, int maxTasks, int samples, int networks, int rowWidth, int inputWidth, int labelWidth) {
        this.batch = batch;
        this.samples = samples;
        this.rowWidth = rowWidth;
        this.inputWidth = inputWidth;
        this.labelWidth = labelWidth;
        int rows = Math.multiplyExact(Math.multiplyExact(maxTasks, samples), batch.batch());
        boolean same = samples == 1 && rowWidth == inputWidth;
        this.x = same ? batch.x() : new float[Math.multiplyExact(rows, inputWidth)];
        this.labels = samples == 1 ? batch.y() : new float[rows * labelWidth];
        this.mask = samples == 1 ? batch.mask() : new float[rows * labelWidth];
        this.seeds = networks == 1 ? null : new long[maxTasks * networks];
    }

    /** Takes over the batch's rows of so many tasks. */
    void take(int tasks) {
        if (x != batch.x()) {
            copyInputs(tasks);
        }
        int size = batch.batch() * labelWidth;
        for (int copy = 0; samples > 1 && copy < tasks * samples; copy++) {
            System.arraycopy(batch.y(), copy / samples * size, labels, copy * size, size);
            System.arraycopy(batch.mask(), copy / samples * size, mask, copy * size, size);
        }
    }

    private void copyInputs(int tasks) {
        int rows = batch.batch();
        for (int copy = 0; copy < tasks * samples; copy++) {
            for (int row = 0; row < rows; row++) {
                int from = (copy / samples * rows + row) * rowWidth;
                System.arraycopy(batch.x(), from, x, (copy * rows + row) * inputWidth, inputWidth);
            }
        }
    }

    /** A seed for each network: the task's own if it is the only one. */
    long[] seeds(long[] taskSeeds, int tasks, int networks) {
        if (seeds == null) {
            return taskSeeds;
        }
        for (int i = 0; i < tasks * networks; i++) {
            seeds[i] = Seeds.derive(taskSeeds[i / networks], Purpose.DROPOUT, i % networks);
        }
        return seeds;
    }

    /** The targets' inputs {@code [tasks, samples, rows, input]}. */
    float[] x() {
        return x;
    }

    /** The labels {@code [tasks, samples, rows, labels]}. */
    float[] labels() {
        return labels;
    }

    /** Which labels count, {@code [tasks, samples, rows, labels]}. */
    float[] mask() {
        return mask;
    }
}
