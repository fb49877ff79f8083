package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each lane against sums of products of its task alone. Tests run with the module, and on processors with vectors of eight floats. */
class LaneKernelsTest {
    private static final float UNTOUCHED = 77;
    private static final int AT = 5;

    private final LaneKernels kernels = Simd.lanes().orElseThrow();
    private final int lanes = kernels.lanes();

    static Stream<Arguments> shapes() {
        int[] features = {1, 2, 3, 4, 6, 10, 13};
        return IntStream.of(features).boxed().flatMap(in -> IntStream.of(features)
                .boxed()
                .flatMap(out -> Stream.of(1, 3, 9).map(batch -> Arguments.of(in, out, batch, (in + out) % 3 != 0))));
    }

    private float[] values(int n, long seed) {
        return Vectors.normal(AT + n * lanes, seed);
    }

    private float[] room(int n) {
        float[] room = new float[AT + n * lanes + 1];
        Arrays.fill(room, UNTOUCHED);
        Arrays.fill(room, AT, AT + n * lanes, Float.NaN);
        return room;
    }

    /** A value of a lane. */
    private double value(float[] values, int index, int lane) {
        return values[AT + index * lanes + lane];
    }

    private interface Expected {
        double of(int index, int lane);
    }

    private void assertValues(float[] actual, int n, Expected expected) {
        for (int lane = 0; lane < lanes; lane++) {
            float[] own = new float[n];
            double[] wanted = new double[n];
            for (int i = 0; i < n; i++) {
                own[i] = (float) value(actual, i, lane);
                wanted[i] = expected.of(i, lane);
            }
            assertThat(Vectors.relativeError(own, wanted)).isLessThan(1e-5);
        }
        assertThat(Arrays.copyOf(actual, AT)).containsOnly(UNTOUCHED);
        assertThat(actual[AT + n * lanes]).isEqualTo(UNTOUCHED);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void outputsAreSumsOfProducts(int in, int out, int batch, boolean bias) {
        float[] w = values(in * out + out, 1);
        float[] x = values(batch * in, 2);
        float[] y = room(batch * out);
        kernels.outputs(in, out, batch, w, AT, bias, x, AT, y, AT);
        assertValues(y, batch * out, (index, lane) -> {
            int unit = index % out;
            double sum = bias ? value(w, in * out + unit, lane) : 0;
            for (int i = 0; i < in; i++) {
                sum += value(w, unit * in + i, lane) * value(x, index / out * in + i, lane);
            }
            return sum;
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsOfInputsAreSumsOverUnits(int in, int out, int batch, boolean bias) {
        float[] w = values(in * out, 1);
        float[] dy = values(batch * out, 3);
        float[] dx = room(batch * in);
        kernels.inputGradient(in, out, batch, w, AT, dy, AT, dx, AT);
        assertValues(dx, batch * in, (index, lane) -> {
            double sum = 0;
            for (int unit = 0; unit < out; unit++) {
                sum += value(w, unit * in + index % in, lane) * value(dy, index / in * out + unit, lane);
            }
            return sum;
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsOfWeightsAreSumsOverExamples(int in, int out, int batch, boolean bias) {
        float[] x = values(batch * in, 2);
        float[] dy = values(batch * out, 3);
        int weights = in * out + (bias ? out : 0);
        float[] gradient = room(weights);
        kernels.weightGradient(in, out, batch, x, AT, dy, AT, bias, gradient, AT);
        assertValues(gradient, weights, (index, lane) -> {
            boolean ofBias = index >= in * out;
            int unit = ofBias ? index - in * out : index / in;
            double sum = 0;
            for (int row = 0; row < batch; row++) {
                sum += value(dy, row * out + unit, lane) * (ofBias ? 1 : value(x, row * in + index % in, lane));
            }
            return sum;
        });
    }

    @Test
    void aLaneDoesNotSeeTheOthers() {
        float[] w = values(20 + 5, 1);
        float[] x = values(3 * 4, 2);
        float[] alone = room(3 * 5);
        kernels.outputs(4, 5, 3, w, AT, true, x, AT, alone, AT);
        for (int i = 0; i < w.length; i++) {
            w[i] = (i - AT) % lanes == 2 ? w[i] : Float.NaN;
        }
        float[] besideNumbersThatAreNone = room(3 * 5);
        kernels.outputs(4, 5, 3, w, AT, true, x, AT, besideNumbersThatAreNone, AT);
        for (int i = 0; i < 3 * 5; i++) {
            assertThat(value(besideNumbersThatAreNone, i, 2)).isEqualTo(value(alone, i, 2));
            assertThat(value(besideNumbersThatAreNone, i, 1)).isNaN();
        }
    }

    @Test
    void tangentsAreTheTangentToFourPartsInTenMillionAndNeverMoreThanOne() {
        float[] x = new float[1 << 16];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - (x.length >> 1)) / 3000f;
        }
        x[0] = Float.NEGATIVE_INFINITY;
        x[x.length - 1] = Float.POSITIVE_INFINITY;
        float[] y = new float[x.length];
        kernels.tanh(x, y, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) y[i]).isBetween(-1.0, 1.0);
            assertThat(Math.abs(y[i] - Math.tanh(x[i]))).isLessThanOrEqualTo(4e-7 * Math.abs(Math.tanh(x[i])));
        }
    }

    @Test
    void sigmoidsAreTheLogisticFunctionWhereverTheyAreWritten() {
        float[] x = Vectors.normal(64 * lanes, 4, 5);
        float[] given = x.clone();
        kernels.sigmoid(x, x, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(x[i] - 1 / (1 + Math.exp(-given[i])))).isLessThanOrEqualTo(1.2e-7);
        }
    }

    @Test
    void whatIsNoNumberStaysNone() {
        float[] x = new float[lanes];
        x[1] = Float.NaN;
        float[] y = new float[lanes];
        kernels.sigmoid(x, y, lanes);
        assertThat(y[1]).isNaN();
        assertThat(y[0]).isEqualTo(0.5f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 16, 17, 40, 151})
    void turnedValuesLieSideBySideAndComeBack(int n) {
        int stride = n + 3;
        for (int tasks : new int[] {1, lanes - 1, lanes}) {
            float[] rows = Vectors.normal(AT + tasks * stride, n);
            float[] turned = room(n);
            kernels.toLanes(tasks, n, rows, AT, stride, turned, AT);
            float[] back = rows.clone();
            for (int task = 0; task < tasks; task++) {
                for (int i = 0; i < n; i++) {
                    assertThat((float) value(turned, i, task)).isEqualTo(rows[AT + task * stride + i]);
                    back[AT + task * stride + i] = Float.NaN;
                }
            }
            assertThat(turned[AT + n * lanes]).isEqualTo(UNTOUCHED);
            kernels.fromLanes(tasks, n, turned, AT, back, AT, stride);
            assertThat(back).isEqualTo(rows);
        }
    }
}
