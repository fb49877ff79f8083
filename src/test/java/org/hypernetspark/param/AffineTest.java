package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffineTest {
    private static float[] values(int n, long seed) {
        RandomStream random = new RandomStream(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double reference(float[] x, int row, float[] weights, int unit, int inputs, double bias) {
        double sum = bias;
        for (int i = 0; i < inputs; i++) {
            sum += (double) x[row * inputs + i] * weights[unit * inputs + i];
        }
        return sum;
    }

    /** Shapes on both sides of each limit between the forms: one row, heads of few and of many rows, few weights, turned, blocks. */
    @ParameterizedTest
    @CsvSource({
        "1, 100, 1030",
        "2, 100, 1030",
        "16, 40, 20011",
        "33, 100, 1500",
        "64, 100, 1300",
        "65, 100, 1300",
        "7, 10, 12",
        "40, 10, 5000",
        "32, 80, 70",
        "64, 20, 3000",
        "128, 100, 1300",
        "5, 80, 70"
    })
    void everyFormGivesTheProductAndTheBias(int rows, int inputs, int units) {
        Affine affine = new Affine(inputs, units);
        float[] x = values(rows * inputs, 1);
        float[] weights = values((inputs + 1) * units, 2);
        float[] scratch = new float[affine.scratch()];
        for (int biasAt : new int[] {-1, inputs * units}) {
            float[] y = new float[rows * units];
            affine.product(rows, x, 0, inputs, weights, 0, biasAt, y, 0, units, scratch);
            for (int row = 0; row < rows; row++) {
                for (int unit = 0; unit < units; unit++) {
                    double bias = biasAt < 0 ? 0 : weights[biasAt + unit];
                    assertThat((double) y[row * units + unit])
                            .isCloseTo(reference(x, row, weights, unit, inputs, bias), within(1e-4));
                }
            }
        }
    }

    @Test
    void scratchMemoryIsEnoughForLayersOfMillionsOfUnits() {
        assertThat(new Affine(20, 3_000_000).scratch()).isGreaterThanOrEqualTo(1 << 16);
        assertThat(new Affine(100, 3_000_000).scratch()).isGreaterThanOrEqualTo(1 << 16);
    }

    @Test
    void rowsThatLieApartAreMultipliedLikeRowsSideBySide() {
        int rows = 32;
        Affine affine = new Affine(80, 70);
        float[] x = values(rows * 80, 1);
        float[] apart = new float[(rows - 1) * 83 + 80];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, row * 80, apart, row * 83, 80);
        }
        float[] weights = values(81 * 70, 2);
        float[] expected = new float[rows * 70];
        float[] actual = new float[rows * 75];
        affine.product(rows, x, 0, 80, weights, 0, 80 * 70, expected, 0, 70, new float[affine.scratch()]);
        affine.product(rows, apart, 0, 83, weights, 0, 80 * 70, actual, 0, 75, new float[affine.scratch()]);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i / 70 * 75 + i % 70]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    /** What an update is given, and weights that are spoilt by it: nothing may read them afterwards. */
    private record Spoiling(float[] gradient) implements WeightUpdate {
        @Override
        public void update(float[] weights, int at, int n, float[] from, int fromAt) {
            System.arraycopy(from, fromAt, gradient, at, n);
            Arrays.fill(weights, at, at + n, Float.NaN);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "16, true", "16, false", "64, true", "70, true", "300, true"})
    void anUpdateIsGivenTheGradientOfWeightsThatTheInputsGradientHasRead(int rows, boolean biased) {
        int inputs = 40;
        int units = 6601;
        Affine affine = new Affine(inputs, units);
        assertThat(affine.updates()).isTrue();
        // A row more than there are: see Blas.
        float[] x = values((rows + 1) * inputs, 1);
        float[] dy = values((rows + 1) * units, 3);
        float[] ones = new float[rows];
        Arrays.fill(ones, 1);
        float[] weights = values((inputs + 1) * units, 2);
        float[] before = weights.clone();
        float[] dx = new float[rows * inputs];
        Arrays.fill(dx, 0.5f);
        Spoiling update = new Spoiling(new float[weights.length]);
        int biasAt = biased ? inputs * units : -1;
        float[] scratch = new float[affine.scratch()];
        affine.update(rows, x, 0, inputs, dy, 0, units, ones, weights, 0, biasAt, 1, dx, update, scratch);

        double[] dWeights = new double[weights.length];
        double[] dInputs = new double[dx.length];
        Arrays.fill(dInputs, 0.5);
        for (int row = 0; row < rows; row++) {
            for (int unit = 0; unit < units; unit++) {
                double d = dy[row * units + unit];
                for (int i = 0; i < inputs; i++) {
                    dWeights[unit * inputs + i] += d * x[row * inputs + i];
                    dInputs[row * inputs + i] += d * before[unit * inputs + i];
                }
                dWeights[inputs * units + unit] += biased ? d : 0;
            }
        }
        assertThat(Vectors.relativeError(update.gradient(), dWeights)).isLessThan(1e-5);
        assertThat(Vectors.relativeError(dx, dInputs)).isLessThan(1e-5);
    }
}
