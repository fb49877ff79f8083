package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void axpyAddsAMultiple() {
        float[] y = {1, 2, 3, 4};
        Kernels.axpy(2, 10, new float[] {9, 1, 2}, 1, y, 1);
        assertThat(y).containsExactly(1, 12, 23, 4);
    }

    @Test
    void transposeAndAddAddsTheBiasOfEachRow() {
        float[] y = new float[8];
        Kernels.transposeAndAdd(2, 3, new float[] {9, 1, 2, 3, 4, 5, 6}, 1, new float[] {9, 10, 20}, 1, y, 1, 2);
        assertThat(y).containsExactly(0, 11, 24, 12, 25, 13, 26, 0);
    }

    @Test
    void repeatRowFillsEveryRow() {
        float[] y = {7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
        Kernels.repeatRow(new float[] {9, 1, 2}, 1, y, 1, 5, 2);
        assertThat(y).containsExactly(7, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 7);
    }

    @Test
    void transposeSwapsRowsAndColumns() {
        float[] y = new float[8];
        Kernels.transpose(2, 3, new float[] {9, 1, 2, 3, 0, 4, 5, 6}, 1, 4, y, 1, 2);
        assertThat(y).containsExactly(0, 1, 4, 2, 5, 3, 6, 0);
    }

    @Test
    void transposesOfManyColumnsReachEachOfThem() {
        float[] x = new float[3 * 9];
        float[] plain = new float[9 * 4];
        float[] added = new float[9 * 4];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + i;
        }
        Kernels.transpose(3, 9, x, 0, 9, plain, 1, 4);
        Kernels.transposeAndAdd(3, 9, x, 0, new float[] {100, 200, 300}, 0, added, 1, 4);
        for (int row = 0; row < 3; row++) {
            for (int col = 0; col < 9; col++) {
                assertThat(plain[1 + col * 4 + row]).isEqualTo(x[row * 9 + col]);
                assertThat(added[1 + col * 4 + row]).isEqualTo(x[row * 9 + col] + 100 * (row + 1));
            }
        }
    }

    @Test
    void fillRowsGivesEachRowItsValue() {
        float[] y = {0, 0, 0, 0, 0};
        Kernels.fillRows(y, 1, 2, 2, new float[] {9, 1, 2}, 1);
        assertThat(y).containsExactly(0, 1, 1, 2, 2);
    }

    @Test
    void rowSumsOverwriteOrAdd() {
        float[] x = {9, 1, 2, 3, 4};
        float[] sums = {7, Float.NaN, Float.NaN};
        Kernels.rowSums(x, 1, 2, 2, false, sums, 1);
        assertThat(sums).containsExactly(7, 3, 7);
        Kernels.rowSums(x, 1, 2, 2, true, sums, 1);
        assertThat(sums).containsExactly(7, 6, 14);
    }

    @Test
    void softmaxRowsSumToOneAndDoNotOverflow() {
        float[] x = {9, 1000, 1000, 0, (float) Math.log(3)};
        Kernels.softmaxRows(x, 1, 2, 2);
        assertThat(x[0]).isEqualTo(9);
        assertThat(x[1]).isEqualTo(0.5f);
        assertThat(x[2]).isEqualTo(0.5f);
        assertThat(x[3]).isCloseTo(0.25f, within(1e-6f));
        assertThat(x[4]).isCloseTo(0.75f, within(1e-6f));
    }

    @Test
    void normIsEuclideanAndDoesNotOverflow() {
        assertThat(Kernels.norm(new float[] {9, 3, 4, 9}, 1, 2)).isEqualTo(5);
        assertThat(Kernels.norm(new float[] {3e38f, 0}, 0, 2)).isCloseTo(3e38, within(1e32));
    }

    @Test
    void scaleMultipliesARange() {
        float[] x = {1, 2, 3, 4};
        Kernels.scale(2, 10, x, 1);
        assertThat(x).containsExactly(1, 20, 30, 4);
    }

    @Test
    void allFiniteFindsInfinityAndNaNInItsRangeOnly() {
        float[] x = {Float.NaN, 1, -3e38f, 3e38f, Float.NEGATIVE_INFINITY};
        assertThat(Kernels.allFinite(x, 1, 3)).isTrue();
        assertThat(Kernels.allFinite(x, 0, 2)).isFalse();
        assertThat(Kernels.allFinite(x, 1, 4)).isFalse();
    }
}
