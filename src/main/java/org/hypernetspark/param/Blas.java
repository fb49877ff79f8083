package org.hypernetspark.param;

import dev.ludovic.netlib.blas.BLAS;

/**
 * The one door to matrix products: row-major single-precision products on heap arrays.
 *
 * <p>Native OpenBLAS on one thread where it loads, netlib's Java code elsewhere; {@link #implementation()} says which.
 * Parallelism is over tasks and workers, never inside a product.
 */
public final class Blas {
    private static final BLAS NETLIB = BlasLibrary.load();
    private static final String N = "N";
    private static final String T = "T";

    private Blas() {}

    /** The implementation in use, for logs and reports. */
    public static String implementation() {
        return BlasLibrary.describe(NETLIB);
    }

    /** Whether products run in a native library. */
    public static boolean isNative() {
        return BlasLibrary.isNative(NETLIB);
    }

    /** {@code C[m,n] = A[m,k] * B[k,n] + beta * C}; {@code lda}, {@code ldb}, {@code ldc} are row lengths. */
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
        if (m == 1) {
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
        if (m == 1) {
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
        NETLIB.sgemm(N, T, n, m, k, 1f, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
    }
}
