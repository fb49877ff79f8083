package org.hypernetspark.param;

import java.util.Arrays;

/** Plain loops over heap arrays that HotSpot vectorises; nothing here allocates. */
public final class Kernels {
    /**
     * Added to a moment of an optimiser and subtracted again: what shrinks stops at zero or at some 1e-30, and what is above 2e-16 stays as it is.
     * Moments of weights that have no gradient any more would otherwise become subnormal numbers, or their products with the step's length
     * would, with which Intel's processors are slower a hundredfold.
     */
    public static final float FLUSH = 1e-23f;

    private Kernels() {}

    /** {@code y += alpha * x} over {@code n} values. */
    public static void axpy(int n, float alpha, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += alpha * x[xAt + i];
        }
    }

    /** {@code y[rows, cols] =} each value of {@code a[rows]} times {@code x[cols]}, plus {@code bias[rows]} unless {@code biasAt} is negative. */
    public static void outer(
            int rows, int cols, float[] a, int aAt, float[] x, int xAt, float[] bias, int biasAt, float[] y, int yAt) {
        int row = 0;
        for (; row + 2 <= rows; row += 2) {
            float a0 = a[aAt + row];
            float a1 = a[aAt + row + 1];
            float b0 = biasAt < 0 ? 0 : bias[biasAt + row];
            float b1 = biasAt < 0 ? 0 : bias[biasAt + row + 1];
            int y0 = yAt + row * cols;
            int y1 = y0 + cols;
            for (int i = 0; i < cols; i++) {
                float value = x[xAt + i];
                y[y0 + i] = b0 + a0 * value;
                y[y1 + i] = b1 + a1 * value;
            }
        }
        if (row < rows) {
            float b0 = biasAt < 0 ? 0 : bias[biasAt + row];
            for (int i = 0; i < cols; i++) {
                y[yAt + row * cols + i] = b0 + a[aAt + row] * x[xAt + i];
            }
        }
    }

    /** {@code y[cols] =} the sum of the rows of {@code x[rows, cols]}, each times its value of {@code a[rows]}, plus {@code constant}. */
    public static void combine(
            int rows, int cols, float[] a, int aAt, float[] x, int xAt, float constant, float[] y, int yAt) {
        Arrays.fill(y, yAt, yAt + cols, constant);
        int row = 0;
        for (; row + 4 <= rows; row += 4) {
            float a0 = a[aAt + row];
            float a1 = a[aAt + row + 1];
            float a2 = a[aAt + row + 2];
            float a3 = a[aAt + row + 3];
            int x0 = xAt + row * cols;
            int x1 = x0 + cols;
            int x2 = x1 + cols;
            int x3 = x2 + cols;
            for (int i = 0; i < cols; i++) {
                y[yAt + i] += a0 * x[x0 + i] + a1 * x[x1 + i] + (a2 * x[x2 + i] + a3 * x[x3 + i]);
            }
        }
        for (; row < rows; row++) {
            axpy(cols, a[aAt + row], x, xAt + row * cols, y, yAt);
        }
    }

    /**
     * {@code sums[rows] =} the product of {@code x[rows, cols]} and {@code v[cols]}. Two rows with four sums each run beside
     * each other: a single sum waits for each of its additions.
     */
    public static void dots(int rows, int cols, float[] x, int xAt, float[] v, int vAt, float[] sums, int sumsAt) {
        int row = 0;
        for (; row + 2 <= rows; row += 2) {
            twoDots(cols, x, xAt + row * cols, v, vAt, sums, sumsAt + row);
        }
        if (row < rows) {
            sums[sumsAt + row] = dot(cols, x, xAt + row * cols, v, vAt);
        }
    }

    private static void twoDots(int n, float[] x, int a, float[] v, int vAt, float[] sums, int sumsAt) {
        int b = a + n;
        float a0 = 0;
        float a1 = 0;
        float a2 = 0;
        float a3 = 0;
        float b0 = 0;
        float b1 = 0;
        float b2 = 0;
        float b3 = 0;
        int whole = n & -4;
        for (int i = 0; i < whole; i += 4) {
            float v0 = v[vAt + i];
            float v1 = v[vAt + i + 1];
            float v2 = v[vAt + i + 2];
            float v3 = v[vAt + i + 3];
            a0 += x[a + i] * v0;
            b0 += x[b + i] * v0;
            a1 += x[a + i + 1] * v1;
            b1 += x[b + i + 1] * v1;
            a2 += x[a + i + 2] * v2;
            b2 += x[b + i + 2] * v2;
            a3 += x[a + i + 3] * v3;
            b3 += x[b + i + 3] * v3;
        }
        for (int i = whole; i < n; i++) {
            a0 += x[a + i] * v[vAt + i];
            b0 += x[b + i] * v[vAt + i];
        }
        sums[sumsAt] = a0 + a1 + (a2 + a3);
        sums[sumsAt + 1] = b0 + b1 + (b2 + b3);
    }

    private static float dot(int n, float[] x, int xAt, float[] v, int vAt) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int whole = n & -4;
        for (int i = 0; i < whole; i += 4) {
            s0 += x[xAt + i] * v[vAt + i];
            s1 += x[xAt + i + 1] * v[vAt + i + 1];
            s2 += x[xAt + i + 2] * v[vAt + i + 2];
            s3 += x[xAt + i + 3] * v[vAt + i + 3];
        }
        for (int i = whole; i < n; i++) {
            s0 += x[xAt + i] * v[vAt + i];
        }
        return s0 + s1 + (s2 + s3);
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
