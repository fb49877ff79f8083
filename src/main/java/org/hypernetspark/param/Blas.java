package org.hypernetspark.param;

import dev.ludovic.netlib.blas.BLAS;

/**
 * The one door to matrix products: row-major single-precision products on heap arrays.
 *
 * <p>Matrices may be parts of wider ones: {@code lda}, {@code ldb} and {@code ldc} are row lengths, at least the matrices'
 * widths. Where an array ends with the last row of a narrow part, that row costs a call of its own.
 *
 * <p>Native OpenBLAS on one thread where it loads, netlib's Java code elsewhere; {@link #implementation()} says which.
 * Parallelism is over tasks and workers, never inside a product.
 */
public final class Blas {
    private static final BLAS NETLIB = BlasLibrary.load();
    private static final String N = "N";
    private static final String T = "T";
    /** OpenBLAS's small-matrix kernels serve products of up to so many multiplications (0.3.28, x86-64 with AVX-512). */
    static final int SMALL = 1_000_000;
    /** Up to this size a result stays in the fastest cache while products are added to it. */
    private static final int CACHED = 8192;
    /** Fewest rows of a block that is worth a call of its own. */
    private static final int THIN = 16;
    /** With a transposed second factor only results of up to so many values, whose sums have so many terms or more. */
    private static final int SMALL_TRANSPOSED = 1200;

    private static final int DEEP = 32;
    /** Fewest columns of such a block. */
    private static final int WIDE = 30;

    private Blas() {}

    /** The implementation in use, for logs and reports. */
    public static String implementation() {
        return BlasLibrary.describe(NETLIB);
    }

    /** Whether products run in a native library. */
    public static boolean isNative() {
        return BlasLibrary.isNative(NETLIB);
    }

    /** {@code C[m,n] = A[m,k] * B[k,n] + beta * C}. */
    public static void gemm(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        int rows = m == 1 ? 1 : smallBlock(m, n, k);
        int depth = m == 1 || rows < m || (long) m * n > CACHED ? k : smallBlock(k, m, n);
        for (int row = 0; row < m; row += rows) {
            for (int step = 0; step < k; step += depth) {
                product(
                        Math.min(rows, m - row),
                        n,
                        Math.min(depth, k - step),
                        a,
                        aAt + row * lda + step,
                        lda,
                        b,
                        bAt + step * ldb,
                        ldb,
                        step == 0 ? beta : 1,
                        c,
                        cAt + row * ldc,
                        ldc);
            }
        }
    }

    private static void product(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        if (m > 1 && !(holds(a, aAt, m, lda) && holds(c, cAt, m, ldc))) {
            product(m - 1, n, k, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
            product(1, n, k, a, aAt + (m - 1) * lda, k, b, bAt, ldb, beta, c, cAt + (m - 1) * ldc, n);
        } else if (m == 1) {
            NETLIB.sgemv(N, n, k, 1f, b, bAt, ldb, a, aAt, 1, beta, c, cAt, 1);
        } else {
            NETLIB.sgemm(N, N, n, m, k, 1f, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
        }
    }

    /** {@code C[m,n] = A[m,k] * B[n,k]' + beta * C}. */
    public static void gemmTransposedB(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        int columns = smallColumns(m, n, k);
        for (int column = 0; column < n; column += columns) {
            int count = Math.min(columns, n - column);
            productTransposedB(m, count, k, a, aAt, lda, b, bAt + column * ldb, ldb, beta, c, cAt + column, ldc);
        }
    }

    private static void productTransposedB(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        if (m > 1 && !(holds(a, aAt, m, lda) && holds(c, cAt, m, ldc))) {
            productTransposedB(m - 1, n, k, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
            productTransposedB(1, n, k, a, aAt + (m - 1) * lda, k, b, bAt, ldb, beta, c, cAt + (m - 1) * ldc, n);
        } else if (m == 1) {
            NETLIB.sgemv(T, k, n, 1f, b, bAt, ldb, a, aAt, 1, beta, c, cAt, 1);
        } else {
            NETLIB.sgemm(T, N, n, m, k, 1f, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
        }
    }

    /** {@code C[m,n] = A[k,m]' * B[k,n] + beta * C}. */
    public static void gemmTransposedA(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        int rows = smallBlock(m, n, k);
        for (int row = 0; row < m; row += rows) {
            int count = Math.min(rows, m - row);
            productTransposedA(count, n, k, a, aAt + row, lda, b, bAt, ldb, beta, c, cAt + row * ldc, ldc);
        }
    }

    private static void productTransposedA(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        if (k == 1) {
            NETLIB.sgemm(N, T, n, m, 1, 1f, b, bAt, n, a, aAt, m, beta, c, cAt, ldc);
        } else if (!(holds(a, aAt, k, lda) && holds(b, bAt, k, ldb))) {
            productTransposedA(m, n, k - 1, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
            productTransposedA(m, n, 1, a, aAt + (k - 1) * lda, m, b, bAt + (k - 1) * ldb, n, 1, c, cAt, ldc);
        } else {
            NETLIB.sgemm(N, T, n, m, k, 1f, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
        }
    }

    /**
     * How many of {@code size} rows to multiply at once: all, unless blocks of them come below the size up to which OpenBLAS
     * multiplies without copying the matrices into its own layout first, and are not too thin.
     */
    private static int smallBlock(int size, int second, int third) {
        long one = (long) second * third;
        if (size * one <= SMALL || one > SMALL / THIN) {
            return size;
        }
        return (int) (SMALL / one);
    }

    /** How many of {@code n} columns to multiply at once by a transposed factor: the same. */
    private static int smallColumns(int m, int n, int k) {
        int columns = (int) Math.min(SMALL_TRANSPOSED / m, SMALL / ((long) m * k));
        return m == 1 || k < DEEP || columns < WIDE ? n : columns;
    }

    /**
     * Whether the array goes on for a whole row length after the matrix's last row begins. netlib insists on it, though the
     * values behind a narrow matrix's last row are not read: where it fails the last row is a product of its own.
     */
    private static boolean holds(float[] array, int at, int rows, int rowLength) {
        return at + (long) rows * rowLength <= array.length;
    }
}
