package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * A sequence of positions with features, {@code [length, features]}, and its rearrangement by time: {@code [batch, length,
 * features]} to {@code [length, batch, features]} and back.
 */
record Steps(int length, int features) {
    /**
     * Of an input shape.
     *
     * @throws IllegalArgumentException if it is no sequence
     */
    static Steps of(Shape input) {
        if (input.rank() != 2) {
            throw new IllegalArgumentException(
                    "expects a sequence [length, features], got an input of " + input
                            + "; give the network such an input, for example input: [28, 28], or put a reshape layer before it");
        }
        return new Steps(input.dim(0), input.dim(1));
    }

    /** From example after example to step after step. */
    void byTime(int batch, float[] from, int fromAt, float[] to, int toAt) {
        for (int row = 0; row < batch; row++) {
            for (int step = 0; step < length; step++) {
                int at = toAt + (step * batch + row) * features;
                System.arraycopy(from, fromAt + (row * length + step) * features, to, at, features);
            }
        }
    }

    /** From step after step to example after example. */
    void byExample(int batch, float[] from, int fromAt, float[] to, int toAt) {
        for (int row = 0; row < batch; row++) {
            for (int step = 0; step < length; step++) {
                int at = fromAt + (step * batch + row) * features;
                System.arraycopy(from, at, to, toAt + (row * length + step) * features, features);
            }
        }
    }

    /** Adds one step of {@code from [batch, length, features]} to {@code to [batch, features]}. */
    void addStep(int batch, int step, float[] from, int fromAt, float[] to, int toAt) {
        for (int row = 0; row < batch; row++) {
            int source = fromAt + (row * length + step) * features;
            int target = toAt + row * features;
            for (int i = 0; i < features; i++) {
                to[target + i] += from[source + i];
            }
        }
    }
}
