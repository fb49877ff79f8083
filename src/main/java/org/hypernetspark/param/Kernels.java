package org.hypernetspark.param;

import java.util.Arrays;

/** Plain loops over heap arrays that HotSpot vectorises; nothing here allocates. */
public final class Kernels {
    private Kernels() {}

    /** {@code y += alpha * x} over {@code n} values. */
    public static void axpy(int n, float alpha, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += alpha * x[xAt + i];
        }
    }

    /** {@code y[cols, rows] =} the transpose of {@code x[rows, cols]}; {@code ldx} and {@code ldy} are row lengths. */
    public static void transpose(int rows, int cols, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy) {
        for (int col = 0; col < cols; col++) {
            int to = yAt + col * ldy;
            int from = xAt + col;
            for (int row = 0; row < rows; row++) {
                y[to + row] = x[from + row * ldx];
            }
        }
    }

    /** {@code y[cols, rows] =} the transpose of {@code x[rows, cols]} plus {@code bias[rows]} on each row. */
    public static void transposeAndAdd(
            int rows, int cols, float[] x, int xAt, float[] bias, int biasAt, float[] y, int yAt, int ldy) {
        for (int col = 0; col < cols; col++) {
            int to = yAt + col * ldy;
            int from = xAt + col;
            for (int row = 0; row < rows; row++) {
                y[to + row] = x[from + row * cols] + bias[biasAt + row];
            }
        }
    }

    /** Fills each of {@code rows} rows of {@code y[rows, cols]} with {@code row[cols]}. */
    public static void repeatRow(float[] row, int rowAt, float[] y, int yAt, int rows, int cols) {
        System.arraycopy(row, rowAt, y, yAt, cols);
        int size = rows * cols;
        for (int done = cols; done < size; done *= 2) {
            System.arraycopy(y, yAt, y, yAt + done, Math.min(done, size - done));
        }
    }

    /** Fills each of {@code rows} rows of {@code y[rows, cols]} with its value of {@code values[rows]}. */
    public static void fillRows(float[] y, int yAt, int rows, int cols, float[] values, int valuesAt) {
        for (int row = 0; row < rows; row++) {
            int at = yAt + row * cols;
            Arrays.fill(y, at, at + cols, values[valuesAt + row]);
        }
    }

    /** {@code sums[rows] =} the row sums of {@code x[rows, cols]}; added to what is there if {@code add}. */
    public static void rowSums(float[] x, int xAt, int rows, int cols, boolean add, float[] sums, int sumsAt) {
        for (int row = 0; row < rows; row++) {
            int at = xAt + row * cols;
            float sum = add ? sums[sumsAt + row] : 0;
            for (int i = at; i < at + cols; i++) {
                sum += x[i];
            }
            sums[sumsAt + row] = sum;
        }
    }

    /** Turns each row of {@code x[rows, cols]} into its softmax, in place. */
    public static void softmaxRows(float[] x, int xAt, int rows, int cols) {
        for (int row = 0; row < rows; row++) {
            int at = xAt + row * cols;
            float max = x[at];
            for (int col = 1; col < cols; col++) {
                max = Math.max(max, x[at + col]);
            }
            float sum = 0;
            for (int col = 0; col < cols; col++) {
                float e = (float) Math.exp(x[at + col] - max);
                x[at + col] = e;
                sum += e;
            }
            float scale = 1 / sum;
            for (int col = 0; col < cols; col++) {
                x[at + col] *= scale;
            }
        }
    }

    /** Euclidean norm, accumulated in double precision. */
    public static double norm(float[] x, int xAt, int n) {
        double sum = 0;
        for (int i = xAt; i < xAt + n; i++) {
            sum += (double) x[i] * x[i];
        }
        return Math.sqrt(sum);
    }

    /** {@code x *= alpha} over {@code n} values. */
    public static void scale(int n, float alpha, float[] x, int xAt) {
        for (int i = xAt; i < xAt + n; i++) {
            x[i] *= alpha;
        }
    }

    /** Whether all {@code n} values are finite. */
    public static boolean allFinite(float[] x, int xAt, int n) {
        float probe = 0;
        for (int i = xAt; i < xAt + n; i++) {
            probe += x[i] * 0f;
        }
        return probe == 0f;
    }
}
