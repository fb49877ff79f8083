package org.hypernetspark.task;

import java.io.Serializable;
import java.util.Arrays;

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

    /** Copies the first {@code width} features of the first {@code n} rows in {@code chosen} to {@code x}. */
    void copyFeatures(int[] chosen, int n, int width, float[] x, int xAt) {
        copy(features, featureWidth, width, chosen, n, x, xAt);
    }

    /** Copies the labels of the first {@code n} rows in {@code chosen}; a missing one becomes 0 under mask 0. */
    void copyLabels(int[] chosen, int n, float[] y, float[] m, int at) {
        copy(labels, labelWidth, labelWidth, chosen, n, y, at);
        int size = n * labelWidth;
        if (mask == null) {
            Arrays.fill(m, at, at + size, 1);
            return;
        }
        copy(mask, labelWidth, labelWidth, chosen, n, m, at);
        for (int i = at; i < at + size; i++) {
            boolean given = m[i] != 0;
            y[i] = given ? y[i] : 0;
            m[i] = given ? 1 : 0;
        }
    }

    private static void copy(float[] from, int stride, int width, int[] chosen, int n, float[] to, int toAt) {
        if (stride == 1 && width == 1) {
            for (int i = 0; i < n; i++) {
                to[toAt + i] = from[chosen[i]];
            }
        } else if (width <= SHORT) {
            copyShort(from, stride, width, chosen, n, to, toAt);
        } else {
            for (int i = 0; i < n; i++) {
                System.arraycopy(from, chosen[i] * stride, to, toAt + i * width, width);
            }
        }
    }

    /** A loop for short rows: there a call of the copying routine costs more. */
    private static void copyShort(float[] from, int stride, int width, int[] chosen, int n, float[] to, int toAt) {
        for (int column = 0; column < width; column++) {
            for (int i = 0; i < n; i++) {
                to[toAt + i * width + column] = from[chosen[i] * stride + column];
            }
        }
    }
}
