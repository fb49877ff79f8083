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

    /** A layer of several blocks of units, what comes to it on the way back, and its gradients by plain loops. */
    private static final class WayBack {
        static final int INPUTS = 40;
        static final int UNITS = 6601;
        static final int BIAS_AT = INPUTS * UNITS;
        /** What is in the input's gradient before. */
        static final float BEFORE = 0.5f;

        final float keep;
        final Affine affine = new Affine(INPUTS, UNITS);
        final float[] weights = values((INPUTS + 1) * UNITS, 2);
        // A row more than there are: see Blas.
        final float[] x;
        final float[] dy;
        final float[] ones;
        final float[] dx;
        final double[] dWeights = new double[weights.length];
        final double[] dInputs;

        WayBack(int rows, boolean biased, float keep) {
            this.keep = keep;
            x = values((rows + 1) * INPUTS, 1);
            dy = values((rows + 1) * UNITS, 3);
            ones = new float[rows];
            Arrays.fill(ones, 1);
            dx = new float[rows * INPUTS];
            Arrays.fill(dx, BEFORE);
            dInputs = new double[dx.length];
            Arrays.fill(dInputs, keep * BEFORE);
            for (int row = 0; row < rows; row++) {
                for (int unit = 0; unit < UNITS; unit++) {
                    double d = dy[row * UNITS + unit];
                    for (int i = 0; i < INPUTS; i++) {
                        dWeights[unit * INPUTS + i] += d * x[row * INPUTS + i];
                        dInputs[row * INPUTS + i] += d * weights[unit * INPUTS + i];
                    }
                    dWeights[BIAS_AT + unit] += biased ? d : 0;
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true, 1", "16, true, 0", "16, false, 1", "64, true, 1", "70, true, 0", "300, true, 1"})
    void anUpdateIsGivenTheGradientOfWeightsThatTheInputsGradientHasRead(int rows, boolean biased, float keep) {
        WayBack w = new WayBack(rows, biased, keep);
        assertThat(w.affine.updates()).isTrue();
        Spoiling update = new Spoiling(new float[w.weights.length]);
        int biasAt = biased ? WayBack.BIAS_AT : -1;
        float[] scratch = new float[w.affine.scratch()];
        w.affine.update(
                rows,
                w.x,
                0,
                WayBack.INPUTS,
                w.dy,
                0,
                WayBack.UNITS,
                w.ones,
                w.weights,
                0,
                biasAt,
                keep,
                w.dx,
                update,
                scratch);
        assertThat(Vectors.relativeError(update.gradient(), w.dWeights)).isLessThan(1e-5);
        assertThat(Vectors.relativeError(w.dx, w.dInputs)).isLessThan(1e-5);
    }

    @ParameterizedTest
    @CsvSource({"1, true, 1", "16, false, 0", "48, true, 1", "300, true, 0"})
    void gradientsOfManyUnitsAreThoseOfAllBlocks(int rows, boolean biased, float keep) {
        WayBack w = new WayBack(rows, biased, keep);
        float[] gradient = new float[w.weights.length];
        back(w, rows, w.dx, gradient, biased ? WayBack.BIAS_AT : -1);
        assertThat(Vectors.relativeError(gradient, w.dWeights)).isLessThan(1e-5);
        assertThat(Vectors.relativeError(w.dx, w.dInputs)).isLessThan(1e-5);
    }

    @Test
    void eachGradientMayBeWantedAlone() {
        WayBack w = new WayBack(48, true, 0);
        float[] gradient = new float[w.weights.length];
        back(w, 48, null, gradient, WayBack.BIAS_AT);
        assertThat(Vectors.relativeError(gradient, w.dWeights)).isLessThan(1e-5);
        assertThat(w.dx).containsOnly(WayBack.BEFORE);
        back(w, 48, w.dx, null, -1);
        assertThat(Vectors.relativeError(w.dx, w.dInputs)).isLessThan(1e-5);
    }

    private static void back(WayBack w, int rows, float[] dx, float[] gradient, int biasAt) {
        w.affine.gradients(
                rows,
                w.x,
                0,
                WayBack.INPUTS,
                w.dy,
                0,
                WayBack.UNITS,
                w.ones,
                w.weights,
                0,
                w.keep,
                dx,
                gradient,
                0,
                biasAt);
    }
}
