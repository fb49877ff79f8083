package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The learned embeddings of many tasks, found by task id, and which variant of the target each task has. Immutable.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class TaskEmbeddings implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int[] ALL_FIRST = {};

    private final String[] ids;
    /** Empty if all tasks have the first variant. */
    private final int[] variants;

    private final int size;
    private final float[] values;

    /** Of tasks that all have the first variant of the target, see {@link #TaskEmbeddings(String[], int[], int, float[])}. */
    public TaskEmbeddings(String[] ids, int size, float[] values) {
        this(ids, ALL_FIRST, size, values);
    }

    /**
     * Wraps the arrays, which nobody may change afterwards.
     *
     * @param ids task ids, strictly ascending
     * @param variants of the target, one for each task, counted from 0; empty if all are 0
     * @param size length of one embedding, at least 0
     * @param values {@code [ids, size]}
     * @throws IllegalArgumentException if the ids are not strictly ascending or the lengths do not agree
     */
    public TaskEmbeddings(String[] ids, int[] variants, int size, float[] values) {
        if (variants.length != 0 && variants.length != ids.length) {
            throw new IllegalArgumentException(
                    "Expected a variant for each of " + ids.length + " tasks, got " + variants.length);
        }
        if (values.length != (long) ids.length * size) {
            throw new IllegalArgumentException(ids.length + " embeddings of size " + size + " need "
                    + (long) ids.length * size + " values, got " + values.length);
        }
        for (int i = 1; i < ids.length; i++) {
            if (ids[i - 1].compareTo(ids[i]) >= 0) {
                throw new IllegalArgumentException(
                        "Task ids must be strictly ascending; \"" + ids[i] + "\" follows \"" + ids[i - 1] + "\"");
            }
        }
        this.ids = ids;
        this.variants = Arrays.stream(variants).allMatch(variant -> variant == 0) ? ALL_FIRST : variants;
        this.size = size;
        this.values = values;
    }

    /** Number of tasks. */
    public int count() {
        return ids.length;
    }

    /** Length of one embedding. */
    public int size() {
        return size;
    }

    /** The id at a position in ascending order. */
    public String id(int index) {
        return ids[index];
    }

    /** The position of a task; negative if it is unknown. */
    public int indexOf(String id) {
        return Arrays.binarySearch(ids, id);
    }

    /** The variant of the target that the task at a position has. */
    public int variant(int index) {
        return variants.length == 0 ? 0 : variants[index];
    }

    /** The variants of all tasks; empty if all have the first. Not to be changed. */
    public int[] variants() {
        return variants;
    }

    /** Copies the embedding at a position to {@code to[at ..]}. */
    public void copy(int index, float[] to, int at) {
        System.arraycopy(values, index * size, to, at, size);
    }

    /** All values {@code [count, size]}, not to be changed. */
    public float[] values() {
        return values;
    }

    /** These embeddings and {@code others}; where both know a task, the one of {@code others} holds. */
    public TaskEmbeddings with(TaskEmbeddings others) {
        if (others.size != size) {
            throw new IllegalArgumentException("Cannot join embeddings of sizes " + size + " and " + others.size);
        }
        String[] merged = new String[ids.length + others.ids.length];
        int[] mergedVariants = new int[merged.length];
        float[] mergedValues = new float[merged.length * size];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < ids.length || theirs < others.ids.length) {
            int order =
                    mine == ids.length ? 1 : theirs == others.ids.length ? -1 : ids[mine].compareTo(others.ids[theirs]);
            merged[count] = order < 0 ? ids[mine] : others.ids[theirs];
            mergedVariants[count] = order < 0 ? variant(mine) : others.variant(theirs);
            if (order < 0) {
                copy(mine, mergedValues, count * size);
            } else {
                others.copy(theirs, mergedValues, count * size);
            }
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
            count++;
        }
        return new TaskEmbeddings(
                Arrays.copyOf(merged, count),
                Arrays.copyOf(mergedVariants, count),
                size,
                Arrays.copyOf(mergedValues, count * size));
    }
}
