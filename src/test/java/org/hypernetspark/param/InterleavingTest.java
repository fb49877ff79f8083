package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterleavingTest {
    private static final int LENGTH = 3;
    private static final int STRIDE = 7;
    private static final int STEP = 2;

    /** Row {@code r}, value {@code i} is {@code 10 r + i}; everything else is -1. */
    private static float[] rows(int rows) {
        float[] x = new float[1 + rows * STRIDE];
        Arrays.fill(x, -1);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < LENGTH; i++) {
                x[1 + row * STRIDE + i * STEP] = 10 * row + i;
            }
        }
        return x;
    }

    private static float[] interleaved(int rows) {
        float[] x = new float[2 + rows * LENGTH + 1];
        Arrays.fill(x, -1);
        for (int at = 0; at < rows * LENGTH; at++) {
            x[2 + at] = 10 * (at % rows) + at / rows;
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 8, 11})
    void interleaveBringsTheSameValueOfAllRowsTogether(int rows) {
        float[] to = new float[2 + rows * LENGTH + 1];
        Arrays.fill(to, -1);
        Interleaving.interleave(rows, rows, LENGTH, rows(rows), 1, STRIDE, STEP, to, 2);
        assertThat(to).containsExactly(interleaved(rows));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 8, 11})
    void separateIsTheWayBack(int rows) {
        float[] to = new float[1 + rows * STRIDE];
        Arrays.fill(to, -1);
        Interleaving.separate(rows, rows, LENGTH, interleaved(rows), 2, to, 1, STRIDE, STEP);
        assertThat(to).containsExactly(rows(rows));
    }
}
