package org.hypernetspark.train;

/**
 * The weighted mean of vectors, summed in double precision in the order they come.
 *
 * <p>Each position is summed by itself, so the mean of slices is the slice of the mean, bit for bit. Callers add in order of
 * workers. It may be used again after {@link #clear}.
 */
public final class WeightedMean {
    private final double[] sums;
    private double weight;

    /** Nothing added yet. */
    public WeightedMean(int size) {
        this.sums = new double[size];
    }

    /**
     * Adds a vector; one of weight 0 changes nothing.
     *
     * @param from where it begins in {@code values}
     * @throws IllegalArgumentException if the weight is negative or not finite
     */
    public void add(float[] values, int from, double vectorWeight) {
        if (!(vectorWeight >= 0 && vectorWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A weight must be finite and at least 0, got " + vectorWeight);
        }
        if (vectorWeight == 0) {
            return;
        }
        if (weight == 0) {
            set(values, from, vectorWeight);
        } else {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += vectorWeight * values[from + i];
            }
        }
        weight += vectorWeight;
    }

    /** The first vector: 0 is added so that it may be -0 without changing the mean's bits. */
    private void set(float[] values, int from, double vectorWeight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = 0.0 + vectorWeight * values[from + i];
        }
    }

    /** Forgets what was added. */
    public void clear() {
        weight = 0;
    }

    /** Length of the vectors. */
    int size() {
        return sums.length;
    }

    /** Sum of the weights. */
    public double weight() {
        return weight;
    }

    /**
     * The mean.
     *
     * @throws IllegalStateException if the weights sum to 0
     */
    public float[] result() {
        float[] mean = new float[sums.length];
        result(mean, 0);
        return mean;
    }

    /** Puts the mean at {@code mean[at ..]}; else as {@link #result()}. */
    public void result(float[] mean, int at) {
        if (weight == 0) {
            throw new IllegalStateException("The mean of nothing: all weights are 0");
        }
        for (int i = 0; i < sums.length; i++) {
            mean[at + i] = (float) (sums[i] / weight);
        }
    }
}
