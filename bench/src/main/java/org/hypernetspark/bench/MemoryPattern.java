package org.hypernetspark.bench;

import java.util.Locale;

/** Loops that do little but read and write arrays. */
enum MemoryPattern {
    /** {@code a = b}. */
    COPY(2, 2),
    /** {@code a = b + s c} (McCalpin's STREAM). */
    TRIAD(3, 3),
    /** {@code a += s b}: as the optimiser, it writes where it has read. */
    UPDATE(2, 3);

    private final int arrays;
    private final int accesses;

    MemoryPattern(int arrays, int accesses) {
        this.arrays = arrays;
        this.accesses = accesses;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes read and written in one run over arrays of {@code bytes} together. */
    double traffic(int bytes) {
        return (double) length(bytes) * Float.BYTES * accesses;
    }

    private int length(int bytes) {
        return bytes / Float.BYTES / arrays;
    }

    /** One run after the other, on arrays of its own. */
    Runnable work(int bytes) {
        int n = length(bytes);
        float[] a = new float[n];
        float[] b = new float[n];
        float[] c = this == TRIAD ? new float[n] : b;
        return switch (this) {
            case COPY -> () -> System.arraycopy(b, 0, a, 0, n);
            case TRIAD -> () -> triad(a, b, c);
            case UPDATE -> () -> update(a, b);
        };
    }

    private static void triad(float[] a, float[] b, float[] c) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + 0.5f * c[i];
        }
    }

    private static void update(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += 0.5f * b[i];
        }
    }
}
