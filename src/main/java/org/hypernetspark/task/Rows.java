package org.hypernetspark.task;

import java.io.Serializable;

/**
 * Rows of one task: features {@code [count, features]}, labels {@code [count, labels]}, row-major.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it. The arrays are not copied; nobody may change
 * them.
 */
public final class Rows implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int SHORT = 4;

    private final int count;
    private final int featureWidth;
    private final int labelWidth;
    private final float[] features;
    private final float[] labels;
    private final float[] mask;

    /**
     * Wraps the arrays.
     *
     * @param count number of rows
     * @param features {@code [count, features]}
     * @param labels {@code [count, labels]}
     * @param mask 1 where a label is given, 0 where it is missing, {@code [count, labels]}; null if all are given
     * @throws IllegalArgumentException if the arrays do not fit together
     */
    public Rows(int count, float[] features, float[] labels, float[] mask) {
        this.count = count;
        this.features = features;
        this.labels = labels;
        this.mask = mask;
        this.featureWidth = count == 0 ? 0 : features.length / count;
        this.labelWidth = count == 0 ? 0 : labels.length / count;
        if (features.length != count * featureWidth
                || labels.length != count * labelWidth
                || (mask != null && mask.length != labels.length)) {
            throw new IllegalArgumentException(count + " rows do not divide " + features.length + " features, "
                    + labels.length + " labels and " + (mask == null ? "no" : mask.length) + " mask values evenly");
        }
    }

    /** Rows whose labels are all given. */
    public static Rows of(int count, float[] features, float[] labels) {
        return new Rows(count, features, labels, null);
    }

    /** No rows. */
    public static Rows none() {
        return new Rows(0, new float[0], new float[0], null);
    }

    /** Number of rows. */
    public int count() {
        return count;
    }

    /** Features of one row; 0 if there are no rows. */
    public int featureWidth() {
        return featureWidth;
    }

    /** Labels of one row; 0 if there are no rows. */
    public int labelWidth() {
        return labelWidth;
    }

    /** All features, not to be changed. */
    public float[] features() {
        return features;
    }

    /** All labels, not to be changed. */
    public float[] labels() {
        return labels;
    }

    /** Whether label {@code index} of {@link #labels} is given. */
    public boolean given(int index) {
        return mask == null || mask[index] != 0;
    }

    /** Copies row {@code row} into the arrays at the given places; a missing label becomes 0 under mask 0. */
    void copy(int row, float[] x, int xAt, float[] y, float[] m, int yAt) {
        copy(features, row * featureWidth, x, xAt, featureWidth);
        for (int i = 0; i < labelWidth; i++) {
            int from = row * labelWidth + i;
            boolean given = given(from);
            y[yAt + i] = given ? labels[from] : 0;
            m[yAt + i] = given ? 1 : 0;
        }
    }

    /** A loop for short rows: there a call of the copying routine costs more. */
    private static void copy(float[] from, int fromAt, float[] to, int toAt, int n) {
        if (n > SHORT) {
            System.arraycopy(from, fromAt, to, toAt, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            to[toAt + i] = from[fromAt + i];
        }
    }
}
