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
    void repeatRowFillsEveryRow() {
        float[] y = {7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
        Kernels.repeatRow(new float[] {9, 1, 2}, 1, y, 1, 5, 2);
        assertThat(y).containsExactly(7, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 7);
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
