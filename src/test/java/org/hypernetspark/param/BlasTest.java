package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlasTest {
    private static final int A_AT = 3;
    private static final int B_AT = 5;
    private static final int C_AT = 7;
    private static final double TOLERANCE = 1e-5;

    /** Rows, columns, inner size, and surplus of the row lengths beyond the matrices' widths. */
    record Size(int m, int n, int k, int surplus) {}

    static Stream<Size> sizes() {
        return Stream.of(
                new Size(2, 3, 4, 0),
                new Size(1, 3, 4, 0),
                new Size(1, 1, 1, 0),
                new Size(5, 1, 3, 2),
                new Size(1, 6, 5, 3),
                new Size(4, 3, 1, 1),
                new Size(33, 65, 17, 4),
                new Size(1, 300, 120, 0),
                // Cut into blocks: columns of a transposed factor, rows, terms of the sums.
                new Size(32, 101, 70, 3),
                new Size(700, 100, 16, 2),
                new Size(16, 100, 700, 0));
    }

    private interface Index {
        int of(int row, int column);
    }

    private static double[] expected(Size s, float[] a, Index aIndex, float[] b, Index bIndex, float beta, float[] c) {
        double[] result = Vectors.toDouble(c);
        for (int i = 0; i < s.m; i++) {
            for (int j = 0; j < s.n; j++) {
                int at = C_AT + i * (s.n + s.surplus) + j;
                result[at] = beta == 0 ? 0 : result[at] * beta;
                for (int l = 0; l < s.k; l++) {
                    result[at] += (double) a[A_AT + aIndex.of(i, l)] * b[B_AT + bIndex.of(l, j)];
                }
            }
        }
        return result;
    }

    /** The array ends with the last row's last value, as a part of a wider matrix may. */
    private static float[] matrix(int offset, int rows, int rowLength, int width, long seed) {
        return Vectors.normal(offset + (rows - 1) * rowLength + width, seed);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void productEqualsLoops(Size s) {
        int lda = s.k + s.surplus;
        int ldb = s.n + s.surplus;
        float[] a = matrix(A_AT, s.m, lda, s.k, 1);
        float[] b = matrix(B_AT, s.k, ldb, s.n + s.surplus, 2);
        for (float beta : new float[] {0, 1, 0.5f}) {
            float[] c = matrix(C_AT, s.m, s.n + s.surplus, s.n, 3);
            double[] expected = expected(s, a, (i, l) -> i * lda + l, b, (l, j) -> l * ldb + j, beta, c);
            Blas.gemm(s.m, s.n, s.k, a, A_AT, lda, b, B_AT, ldb, beta, c, C_AT, s.n + s.surplus);
            assertThat(Vectors.relativeError(c, expected)).isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void productWithTransposedSecondFactorEqualsLoops(Size s) {
        int ld = s.k + s.surplus;
        float[] a = matrix(A_AT, s.m, ld, s.k, 1);
        float[] b = matrix(B_AT, s.n, ld, ld, 2);
        for (float beta : new float[] {0, 1, 0.5f}) {
            float[] c = matrix(C_AT, s.m, s.n + s.surplus, s.n, 3);
            double[] expected = expected(s, a, (i, l) -> i * ld + l, b, (l, j) -> j * ld + l, beta, c);
            Blas.gemmTransposedB(s.m, s.n, s.k, a, A_AT, ld, b, B_AT, ld, beta, c, C_AT, s.n + s.surplus);
            assertThat(Vectors.relativeError(c, expected)).isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void productWithTransposedFirstFactorEqualsLoops(Size s) {
        int lda = s.m + s.surplus;
        int ldb = s.n + s.surplus;
        float[] a = matrix(A_AT, s.k, lda, s.m, 1);
        float[] b = matrix(B_AT, s.k, ldb, s.n, 2);
        for (float beta : new float[] {0, 1, 0.5f}) {
            float[] c = matrix(C_AT, s.m, s.n + s.surplus, s.n + s.surplus, 3);
            double[] expected = expected(s, a, (i, l) -> l * lda + i, b, (l, j) -> l * ldb + j, beta, c);
            Blas.gemmTransposedA(s.m, s.n, s.k, a, A_AT, lda, b, B_AT, ldb, beta, c, C_AT, s.n + s.surplus);
            assertThat(Vectors.relativeError(c, expected)).isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void betaZeroOverwritesEvenWhatIsNoNumber(Size s) {
        float[] a = Vectors.normal(s.m * s.k, 1);
        float[] b = Vectors.normal(s.k * s.n, 2);
        float[] c = new float[s.m * s.n];
        Arrays.fill(c, Float.NaN);
        Blas.gemm(s.m, s.n, s.k, a, 0, s.k, b, 0, s.n, 0, c, 0, s.n);
        assertThat(c).doesNotContain(Float.NaN);
        Arrays.fill(c, Float.NaN);
        Blas.gemmTransposedB(s.m, s.n, s.k, a, 0, s.k, b, 0, s.k, 0, c, 0, s.n);
        assertThat(c).doesNotContain(Float.NaN);
        Arrays.fill(c, Float.NaN);
        Blas.gemmTransposedA(s.m, s.n, s.k, a, 0, s.m, b, 0, s.n, 0, c, 0, s.n);
        assertThat(c).doesNotContain(Float.NaN);
    }

    @Test
    @EnabledOnOs(value = LINUX, architectures = "amd64")
    void theNativeLibraryOfTheClassPathLoads() {
        assertThat(Blas.isNative()).isTrue();
        assertThat(Blas.implementation())
                .startsWith("native (")
                .contains("openblas")
                .endsWith("1 thread");
    }
}
