package org.hypernetspark.task;

import java.util.Arrays;
import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;

/**
 * Support sets of several tasks side by side, features and labels of a row joined: {@code x [tasks, rows, width]}. A missing
 * label is 0 (one-hot: no class). Allocated once, filled for every step.
 */
public final class SupportBatch {
    private final int rows;
    private final int features;
    private final int labels;
    private final int classes;
    private final int width;
    private final float[] x;
    private final int[] counts;
    private final Permutation order = new Permutation();

    /**
     * Room for {@code maxTasks} tasks.
     *
     * @param rows of each task, at most
     * @param classes number of classes, which become one-hot; 0 if labels are values
     */
    public SupportBatch(int maxTasks, int rows, int features, int labels, int classes) {
        this.rows = rows;
        this.features = features;
        this.labels = labels;
        this.classes = classes;
        this.width = features + labels * Math.max(1, classes);
        this.x = new float[Math.multiplyExact(Math.multiplyExact(maxTasks, rows), width)];
        this.counts = new int[maxTasks];
    }

    /** Fills a slot with rows drawn without replacement: all if they fit. Depends on seed, key and step alone. */
    public void draw(int slot, Rows from, long seed, long key, long step) {
        int count = start(slot, from.count());
        boolean all = count == from.count();
        order.reset(Math.max(1, from.count()), Seeds.derive(seed, Purpose.SUPPORT_ROWS, key, step));
        for (int i = 0; i < count; i++) {
            put(slot, i, from, all ? i : order.at(i));
        }
    }

    /** Fills a slot with rows evenly spaced over all: all if they fit. */
    public void space(int slot, Rows from) {
        int count = start(slot, from.count());
        for (int i = 0; i < count; i++) {
            put(slot, i, from, (int) ((long) i * from.count() / count));
        }
    }

    /** How many rows the slot takes; clears it. */
    private int start(int slot, int available) {
        counts[slot] = Math.min(rows, available);
        Arrays.fill(x, slot * rows * width, (slot + 1) * rows * width, 0);
        return counts[slot];
    }

    private void put(int slot, int position, Rows from, int row) {
        int at = (slot * rows + position) * width;
        System.arraycopy(from.features(), row * features, x, at, features);
        for (int i = 0; i < labels; i++) {
            int label = row * labels + i;
            if (!from.given(label)) {
                continue;
            }
            if (classes == 0) {
                x[at + features + i] = from.labels()[label];
            } else {
                x[at + features + i * classes + (int) from.labels()[label]] = 1;
            }
        }
    }

    /** The rows {@code [tasks, rows, width]}; those behind a task's count are zeros. */
    public float[] x() {
        return x;
    }

    /** Rows of each task. */
    public int[] counts() {
        return counts;
    }
}
