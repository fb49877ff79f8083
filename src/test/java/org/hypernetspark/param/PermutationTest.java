package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
    private static int[] all(int n, long key) {
        int[] indices = new int[n];
        for (int i = 0; i < n; i++) {
            indices[i] = Permutation.at(i, n, key);
        }
        return indices;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 16, 17, 63, 64, 65, 100, 1000, 4096, 65_537})
    void visitsEveryIndexOnceForManyKeys(int n) {
        for (long key = -3; key < 3; key++) {
            BitSet seen = new BitSet(n);
            for (int index : all(n, Seeds.mix(key))) {
                seen.set(index);
            }
            assertThat(seen.cardinality()).isEqualTo(n);
            assertThat(seen.length()).isEqualTo(n);
        }
    }

    @Test
    void severalPositionsHaveTheIndicesOfEach() {
        Permutation permutation = new Permutation().reset(300, 5);
        int[] indices = new int[100];
        permutation.at(150, 100, indices);
        for (int i = 0; i < indices.length; i++) {
            assertThat(indices[i]).isEqualTo(Permutation.at(150 + i, 300, 5));
        }
    }

    @Test
    void staysInRangeForTheLargestSize() {
        int n = Integer.MAX_VALUE;
        for (int position : new int[] {0, 1, n / 2, n - 1}) {
            assertThat(Permutation.at(position, n, 7)).isBetween(0, n - 1);
        }
    }

    @Test
    void keysGiveDifferentOrdersAndTheSameKeyTheSame() {
        assertThat(all(100, 1)).isEqualTo(all(100, 1)).isNotEqualTo(all(100, 2));
    }

    @Test
    void spreadsEveryIndexOverAllPositions() {
        int[] counts = new int[10];
        for (long key = 0; key < 10_000; key++) {
            counts[Permutation.at(3, 10, key)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(800, 1200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 16, 17, 20, 40})
    void everyPairIsEquallyLikelyToComeFirst(int n) {
        int keys = 400 * n * (n - 1);
        long[][] pairs = new long[n][n];
        for (int key = 0; key < keys; key++) {
            pairs[Permutation.at(0, n, Seeds.mix(key))][Permutation.at(1, n, Seeds.mix(key))]++;
        }
        double chiSquared = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                chiSquared += i == j ? 0 : (pairs[i][j] - 400.0) * (pairs[i][j] - 400.0) / 400;
            }
        }
        double degrees = n * (n - 1.0) - 1;
        assertThat((chiSquared - degrees) / Math.sqrt(2 * degrees)).isBetween(-4.0, 4.0);
    }
}
