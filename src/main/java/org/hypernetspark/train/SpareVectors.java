package org.hypernetspark.train;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Vectors of one length that are used again instead of new ones: they are tens of megabytes, and memory that was never touched
 * is slow to come by. Thread-safe.
 */
final class SpareVectors {
    private final Queue<float[]> idle = new ConcurrentLinkedQueue<>();

    /** A copy of {@code values}, in a vector that was given back if there is one. */
    float[] copy(float[] values) {
        float[] copy = idle.poll();
        if (copy == null) {
            return values.clone();
        }
        System.arraycopy(values, 0, copy, 0, copy.length);
        return copy;
    }

    /** Zeros, in a vector that was given back if there is one. */
    float[] zeros(int size) {
        float[] zeros = idle.poll();
        if (zeros == null) {
            return new float[size];
        }
        Arrays.fill(zeros, 0);
        return zeros;
    }

    /** Copies of vectors. */
    float[][] copies(float[][] vectors) {
        float[][] copies = new float[vectors.length][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copy(vectors[i]);
        }
        return copies;
    }

    /** Gives back vectors that nobody reads or writes any more. */
    void giveBack(float[][] vectors) {
        for (float[] vector : vectors) {
            idle.add(vector);
        }
    }
}
