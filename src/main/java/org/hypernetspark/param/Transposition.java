package org.hypernetspark.param;

/** Transposed copies of matrices: in blocks, with the processor's vectors, where they are long enough, otherwise by plain loops. Nothing is allocated. */
public final class Transposition {
    private static final TranspositionKernel KERNEL = Simd.transposition().orElse(null);

    private Transposition() {}

    /** {@code y[cols, rows] =} the transpose of {@code x[rows, cols]}; {@code ldx} and {@code ldy} are row lengths. */
    public static void copy(int rows, int cols, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy) {
        if (inBlocks(rows, cols)) {
            KERNEL.copy(rows, cols, x, xAt, ldx, y, yAt, ldy);
        } else {
            plain(rows, cols, x, xAt, ldx, y, yAt, ldy);
        }
    }

    /** {@code y[cols, rows] =} the transpose of {@code x[rows, cols]} plus {@code bias[rows]} on each row. */
    public static void copyAndAdd(
            int rows, int cols, float[] x, int xAt, float[] bias, int biasAt, float[] y, int yAt, int ldy) {
        if (inBlocks(rows, cols)) {
            KERNEL.copyAndAdd(rows, cols, x, xAt, bias, biasAt, y, yAt, ldy);
        } else {
            plainAndAdd(rows, cols, x, xAt, bias, biasAt, y, yAt, ldy);
        }
    }

    /** Whether so many rows and columns are turned in blocks, which is faster than value by value. */
    static boolean inBlocks(int rows, int cols) {
        return KERNEL != null && rows >= KERNEL.side() && cols >= KERNEL.side();
    }

    /** Four columns at a time: each row of {@code x} is fetched into the cache a quarter as often. */
    private static void plain(int rows, int cols, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy) {
        int col = 0;
        for (; col + 4 <= cols; col += 4) {
            int y0 = yAt + col * ldy;
            int y1 = y0 + ldy;
            int y2 = y1 + ldy;
            int y3 = y2 + ldy;
            int from = xAt + col;
            for (int row = 0; row < rows; row++, from += ldx) {
                float x0 = x[from];
                float x1 = x[from + 1];
                float x2 = x[from + 2];
                float x3 = x[from + 3];
                y[y0 + row] = x0;
                y[y1 + row] = x1;
                y[y2 + row] = x2;
                y[y3 + row] = x3;
            }
        }
        for (; col < cols; col++) {
            int to = yAt + col * ldy;
            for (int row = 0; row < rows; row++) {
                y[to + row] = x[xAt + col + row * ldx];
            }
        }
    }

    private static void plainAndAdd(
            int rows, int cols, float[] x, int xAt, float[] bias, int biasAt, float[] y, int yAt, int ldy) {
        int col = 0;
        for (; col + 4 <= cols; col += 4) {
            int y0 = yAt + col * ldy;
            int y1 = y0 + ldy;
            int y2 = y1 + ldy;
            int y3 = y2 + ldy;
            int from = xAt + col;
            for (int row = 0; row < rows; row++, from += cols) {
                float b = bias[biasAt + row];
                float x0 = x[from] + b;
                float x1 = x[from + 1] + b;
                float x2 = x[from + 2] + b;
                float x3 = x[from + 3] + b;
                y[y0 + row] = x0;
                y[y1 + row] = x1;
                y[y2 + row] = x2;
                y[y3 + row] = x3;
            }
        }
        for (; col < cols; col++) {
            int to = yAt + col * ldy;
            for (int row = 0; row < rows; row++) {
                y[to + row] = x[xAt + col + row * cols] + bias[biasAt + row];
            }
        }
    }
}
