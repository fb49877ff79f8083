package org.hypernetspark.reference;

import org.hypernetspark.param.RandomStream;

/** Making and comparing vectors. */
public final class Vectors {
    private Vectors() {}

    /** Standard normal values that depend on the seed alone. */
    public static float[] normal(int n, long seed) {
        RandomStream random = new RandomStream(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Standard normal values times {@code scale}. */
    public static float[] normal(int n, double scale, long seed) {
        float[] values = normal(n, seed);
        for (int i = 0; i < n; i++) {
            values[i] *= (float) scale;
        }
        return values;
    }

    /** The same values in double precision. */
    public static double[] toDouble(float[] values) {
        return toDouble(values, 0, values.length);
    }

    /** A part of the values in double precision. */
    public static double[] toDouble(float[] values, int from, int n) {
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = values[from + i];
        }
        return result;
    }

    /** The sum of products. */
    public static double dot(float[] weights, int weightsAt, double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[weightsAt + i] * values[i];
        }
        return sum;
    }

    /** The norm of the difference over the norm of {@code expected}; infinite if a value is no number. */
    public static double relativeError(float[] actual, double[] expected) {
        return relativeError(toDouble(actual), expected);
    }

    /** The norm of the difference over the norm of {@code expected}; infinite if a value is no number. */
    public static double relativeError(double[] actual, double[] expected) {
        if (actual.length != expected.length) {
            throw new IllegalArgumentException("got " + actual.length + " values, expected " + expected.length);
        }
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        double error = difference == 0 ? 0 : Math.sqrt(difference / norm);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }
}
