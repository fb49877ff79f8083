package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes below, at and above a block, and with edges: every value at its place, and nothing beside them touched. */
class TranspositionTest {
    private static final int AT = 3;
    private static final float UNTOUCHED = -7;

    private static float[] numbered(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = 1 + i;
        }
        values[n / 2] = -0f;
        return values;
    }

    private static float[] room(int n) {
        float[] room = new float[n];
        Arrays.fill(room, UNTOUCHED);
        return room;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 9", "15, 40", "40, 15", "16, 16", "17, 33", "64, 19", "151, 16"})
    void rowsBecomeColumns(int rows, int cols) {
        int ldx = cols + 1;
        int ldy = rows + 2;
        float[] x = numbered(AT + rows * ldx);
        float[] y = room(AT + cols * ldy + 1);
        float[] expected = y.clone();
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                expected[AT + col * ldy + row] = x[AT + row * ldx + col];
            }
        }
        Transposition.copy(rows, cols, x, AT, ldx, y, AT, ldy);
        assertThat(y).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 9", "15, 40", "40, 15", "16, 16", "17, 33", "64, 19", "151, 16"})
    void eachRowsBiasIsAddedOnce(int rows, int cols) {
        int ldy = rows + 2;
        float[] x = numbered(AT + rows * cols);
        float[] bias = numbered(AT + rows);
        float[] y = room(AT + cols * ldy + 1);
        float[] expected = y.clone();
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                expected[AT + col * ldy + row] = x[AT + row * cols + col] + bias[AT + row];
            }
        }
        Transposition.copyAndAdd(rows, cols, x, AT, bias, AT, y, AT, ldy);
        assertThat(y).isEqualTo(expected);
    }
}
