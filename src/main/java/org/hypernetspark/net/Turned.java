package org.hypernetspark.net;

import org.hypernetspark.param.Transposition;

/**
 * Activations of one width turned from {@code [T, B, width]} to {@code [T, width, B]} or back. Nothing is copied where the
 * two are the same.
 */
final class Turned {
    private final int width;
    private final float[] values;

    /** Room for so many examples. */
    Turned(int width, int examples) {
        this.width = width;
        this.values = new float[width == 1 ? 0 : Math.multiplyExact(width, examples)];
    }

    /** From examples first to examples last. */
    float[] examplesLast(float[] x, int tasks, int batch) {
        return turn(x, tasks, batch, width);
    }

    /** From examples last to examples first. */
    float[] examplesFirst(float[] x, int tasks, int batch) {
        return turn(x, tasks, width, batch);
    }

    private float[] turn(float[] x, int tasks, int rows, int cols) {
        if (width == 1) {
            return x;
        }
        for (int task = 0; task < tasks; task++) {
            int at = task * rows * cols;
            Transposition.copy(rows, cols, x, at, cols, values, at, rows);
        }
        return values;
    }
}
