package org.hypernetspark.task;

import java.util.Arrays;
import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;

/**
 * Batches of several tasks side by side: {@code x [tasks, batch, features]}, {@code y} and {@code mask [tasks, batch,
 * labels]}. Allocated once, filled for every step.
 */
public final class TaskBatch {
    private final int batch;
    private final int featureWidth;
    private final int labelWidth;
    private final float[] x;
    private final float[] y;
    private final float[] mask;
    private final int[] rows;
    private final int[] chosen;
    private final Permutation order = new Permutation();

    /** Room for {@code maxTasks} tasks of {@code batch} rows. */
    public TaskBatch(int maxTasks, int batch, int featureWidth, int labelWidth) {
        this.batch = batch;
        this.featureWidth = featureWidth;
        this.labelWidth = labelWidth;
        this.x = new float[Math.multiplyExact(Math.multiplyExact(maxTasks, batch), featureWidth)];
        this.y = new float[maxTasks * batch * labelWidth];
        this.mask = new float[y.length];
        this.rows = new int[maxTasks];
        this.chosen = new int[batch];
    }

    /**
     * Fills slot {@code slot} with the rows that a task's visit number {@code visit} sees: all of them if they fit, else
     * the next of a shuffled order that changes every time the rows are used up.
     *
     * @param seed the run's seed
     * @param key the task's identity
     */
    public void fillShuffled(int slot, Rows rows, long seed, long key, long visit) {
        int count = rows.count();
        if (count <= batch) {
            fill(slot, rows, 0, count);
            return;
        }
        long visitsPerEpoch = count / batch;
        order.reset(count, Seeds.derive(seed, Purpose.ROW_ORDER, key, visit / visitsPerEpoch));
        int first = (int) (visit % visitsPerEpoch) * batch;
        this.rows[slot] = batch;
        order.at(first, batch, chosen);
        put(slot, rows, batch);
    }

    /** Fills slot {@code slot} with up to a batch of rows in order, from {@code first}; the rest is padding. */
    public void fill(int slot, Rows rows, int first, int count) {
        this.rows[slot] = count;
        for (int i = 0; i < count; i++) {
            chosen[i] = first + i;
        }
        put(slot, rows, count);
        int xAt = (slot * batch + count) * featureWidth;
        int yAt = (slot * batch + count) * labelWidth;
        Arrays.fill(x, xAt, (slot + 1) * batch * featureWidth, 0);
        Arrays.fill(y, yAt, (slot + 1) * batch * labelWidth, 0);
        Arrays.fill(mask, yAt, (slot + 1) * batch * labelWidth, 0);
    }

    /** Copies the first {@code count} chosen rows. */
    private void put(int slot, Rows rows, int count) {
        int at = slot * batch;
        rows.copyFeatures(chosen, count, featureWidth, x, at * featureWidth);
        rows.copyLabels(chosen, count, y, mask, at * labelWidth);
    }

    /** How many rows of each slot are no padding. */
    public int[] rows() {
        return rows;
    }

    /** Rows of each task. */
    public int batch() {
        return batch;
    }

    /** Features {@code [tasks, batch, features]}. */
    public float[] x() {
        return x;
    }

    /** Labels {@code [tasks, batch, labels]}. */
    public float[] y() {
        return y;
    }

    /** 1 where a label counts, {@code [tasks, batch, labels]}. */
    public float[] mask() {
        return mask;
    }
}
