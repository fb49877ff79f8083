package org.hypernetspark.train;

import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.TaskBatch;

/**
 * The rows of a few tasks of a step as their generated networks see them: without the values that the hypernet alone sees, and
 * once for each sample.
 */
final class StepRows {
    private final TaskBatch batch;
    private final int samples;
    private final int networks;
    private final int rowWidth;
    private final int inputWidth;
    private final int labelWidth;
    private final float[] x;
    private final float[] labels;
    private final float[] mask;
    private final int[] counts;
    private final long[] seeds;

    /**
     * For up to {@code maxTasks} of the tasks in the batch.
     *
     * @param networks generated networks of each task
     * @param rowWidth values of a row in the batch
     * @param inputWidth of them the target's input
     */
    StepRows(TaskBatch batch, int maxTasks, int samples, int networks, int rowWidth, int inputWidth, int labelWidth) {
        this.batch = batch;
        this.samples = samples;
        this.networks = networks;
        this.rowWidth = rowWidth;
        this.inputWidth = inputWidth;
        this.labelWidth = labelWidth;
        int rows = Math.multiplyExact(Math.multiplyExact(maxTasks, samples), batch.batch());
        this.x = new float[Math.multiplyExact(rows, inputWidth)];
        this.labels = new float[rows * labelWidth];
        this.mask = new float[rows * labelWidth];
        this.counts = new int[maxTasks];
        this.seeds = new long[maxTasks * networks];
    }

    /** Takes over the batch's rows of so many tasks, from task {@code first} on. */
    void take(int first, int tasks) {
        System.arraycopy(batch.rows(), first, counts, 0, tasks);
        int size = batch.batch() * labelWidth;
        if (samples == 1) {
            copyInputs(first, 0, tasks);
            System.arraycopy(batch.y(), first * size, labels, 0, tasks * size);
            System.arraycopy(batch.mask(), first * size, mask, 0, tasks * size);
        } else {
            takeForEachSample(first, tasks, size);
        }
    }

    private void takeForEachSample(int first, int tasks, int size) {
        for (int copy = 0; copy < tasks * samples; copy++) {
            int task = first + copy / samples;
            copyInputs(task, copy, 1);
            System.arraycopy(batch.y(), task * size, labels, copy * size, size);
            System.arraycopy(batch.mask(), task * size, mask, copy * size, size);
        }
    }

    private void copyInputs(int task, int copy, int count) {
        int from = task * batch.batch();
        int to = copy * batch.batch();
        int n = count * batch.batch();
        if (rowWidth == inputWidth) {
            System.arraycopy(batch.x(), from * rowWidth, x, to * inputWidth, n * inputWidth);
            return;
        }
        for (int row = 0; row < n; row++) {
            System.arraycopy(batch.x(), (from + row) * rowWidth, x, (to + row) * inputWidth, inputWidth);
        }
    }

    /** Sets a seed for each network: the task's own if it is the only one. */
    void takeSeeds(long[] taskSeeds, int first, int tasks) {
        if (networks == 1) {
            System.arraycopy(taskSeeds, first, seeds, 0, tasks);
            return;
        }
        for (int i = 0; i < tasks * networks; i++) {
            seeds[i] = Seeds.derive(taskSeeds[first + i / networks], Purpose.DROPOUT, i % networks);
        }
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

    /** How many of each task's rows are no padding. */
    int[] counts() {
        return counts;
    }

    /** Seeds {@code [tasks, networks]}. */
    long[] seeds() {
        return seeds;
    }
}
