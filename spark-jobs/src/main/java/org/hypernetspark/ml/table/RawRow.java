package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The values of one row as they are read, before they are encoded; ordered by task, then by content.
 *
 * <p>A plain class so that Kryo's field serialiser can carry it.
 */
final class RawRow implements Serializable, Comparable<RawRow> {
    private static final long serialVersionUID = 1;
    private static final Comparator<String> ABSENT_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final double[] NO_VALUES = {};
    private static final int[] NO_SIZES = {};
    private static final String[] NO_TEXTS = {};

    private final String task;
    private final double[] values;
    private final int[] sizes;
    private final String[] texts;
    private final TableProblem problem;

    private RawRow(String task, double[] values, int[] sizes, String[] texts, TableProblem problem) {
        this.task = task;
        this.values = values;
        this.sizes = sizes;
        this.texts = texts;
        this.problem = problem;
    }

    /**
     * A row.
     *
     * @param values numbers of features, descriptors and label, in order
     * @param sizes sizes of its vectors
     * @param texts categories of features and descriptors, and the label's class, in order
     */
    static RawRow of(String task, double[] values, int[] sizes, String[] texts) {
        return new RawRow(task, values, sizes, texts, null);
    }

    /** A row that cannot be used. */
    static RawRow unusable(String task, TableProblem problem) {
        return new RawRow(task, NO_VALUES, NO_SIZES, NO_TEXTS, problem);
    }

    String task() {
        return task;
    }

    double[] values() {
        return values;
    }

    int[] sizes() {
        return sizes;
    }

    String[] texts() {
        return texts;
    }

    /** Why the row cannot be used; null if it can. */
    TableProblem problem() {
        return problem;
    }

    @Override
    public int compareTo(RawRow other) {
        int order = task.compareTo(other.task);
        if (order == 0) {
            order = Arrays.compare(values, other.values);
        }
        if (order == 0) {
            order = Arrays.compare(sizes, other.sizes);
        }
        if (order == 0) {
            order = Arrays.compare(texts, other.texts);
        }
        return order != 0 ? order : ABSENT_FIRST.compare(complaint(), other.complaint());
    }

    private String complaint() {
        return problem == null ? null : problem.message();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRow row && compareTo(row) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * task.hashCode() + Arrays.hashCode(values);
    }
}
