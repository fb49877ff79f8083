package org.hypernetspark.param;

/**
 * Squared errors of a few outputs, those that count, with the processor's vectors: losses take them of rows too short for HotSpot's own.
 *
 * <p>An output counts where its mask is not 0; what the others are has no influence. Nothing is allocated.
 */
public interface ErrorKernel {
    /** How many of {@code mask[at .. at+n)} are not 0, up to {@code 2^24}. */
    int count(int n, float[] mask, int at);

    /** The sum of {@code (output - label)^2}, in single precision: for up to a few thousand. */
    float squares(int n, float[] outputs, float[] labels, float[] mask, int at);

    /** {@code to = factor (output - label)}, 0 where it does not count; {@code to} may be the outputs. All from {@code at} on. */
    void errors(int n, float factor, float[] outputs, float[] labels, float[] mask, int at, float[] to);
}
