package org.hypernetspark.bench;

import java.util.List;
import org.hypernetspark.param.Blas;

/**
 * A matrix product {@code C[m,n] = A[m,k] B[n,k]'}, as dense layers run it.
 *
 * @param m rows
 * @param n columns
 * @param k terms of each sum
 */
record ProductShape(int m, int n, int k) {
    /** A square large enough for the highest rate. */
    static final ProductShape LARGE = new ProductShape(2048, 2048, 2048);

    /** A large square, and the largest products of W3: its target's layers and the head of its hypernet. */
    static List<ProductShape> all() {
        return List.of(
                LARGE,
                new ProductShape(128, 400, 784),
                new ProductShape(128, 400, 400),
                new ProductShape(192, 42000, 10));
    }

    double flops() {
        return 2.0 * m * n * k;
    }

    /** One product after the other, on arrays of its own. */
    Runnable work() {
        float[] a = filled(m * k);
        float[] b = filled(n * k);
        float[] c = new float[m * n];
        return () -> Blas.gemmTransposedB(m, n, k, a, 0, k, b, 0, k, 0, c, 0, n);
    }

    private static float[] filled(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i % 7 - 3;
        }
        return values;
    }

    @Override
    public String toString() {
        return m + "x" + n + "x" + k;
    }
}
