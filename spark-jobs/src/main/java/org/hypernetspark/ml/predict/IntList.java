package org.hypernetspark.ml.predict;

import java.util.Arrays;

/** A growing list of ints. */
final class IntList {
    private static final int FEW = 8;
    /** Longest memory that a cleared list keeps: thousands of lists wait for their next rows. */
    private static final int MOST_KEPT = 64;

    private int[] values = new int[FEW];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void clear() {
        size = 0;
        if (values.length > MOST_KEPT) {
            values = new int[FEW];
        }
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }
}
