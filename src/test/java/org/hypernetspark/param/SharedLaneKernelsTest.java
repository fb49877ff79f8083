package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that all lanes share, against sums of products in double precision. */
class SharedLaneKernelsTest {
    private static final float UNTOUCHED = 77;
    private static final int AT = 5;
    private static final int[] GROUPS = {1, 3, 4, 9};

    private final LaneKernels lane = Simd.lanes().orElseThrow();
    private final SharedLaneKernels kernels = lane.shared();
    private final int lanes = lane.lanes();

    static Stream<Arguments> shapes() {
        int[] inputs = {1, 2, 3, 4, 10, 16};
        int[] outputs = {1, 2, 5, 8, 11, 16, 141, 300};
        return IntStream.of(inputs)
                .boxed()
                .flatMap(in -> IntStream.of(outputs).boxed().flatMap(out -> IntStream.of(GROUPS)
                        .mapToObj(groups -> Arguments.of(in, out, groups, (in + out) % 3 != 0))));
    }

    /** Values {@code [groups, features, lanes]}. */
    private record Values(float[] floats, int features, int lanes) {
        double of(int task, int feature) {
            return floats[(task / lanes * features + feature) * lanes + task % lanes];
        }
    }

    private Values values(int groups, int features, long seed) {
        return new Values(Vectors.normal(groups * features * lanes, seed), features, lanes);
    }

    private Values room(int groups, int features) {
        float[] room = new float[groups * features * lanes + 1];
        Arrays.fill(room, Float.NaN);
        room[room.length - 1] = UNTOUCHED;
        return new Values(room, features, lanes);
    }

    private interface Expected {
        double of(int task, int feature);
    }

    private void assertValues(Values actual, int groups, Expected expected) {
        float[] own = new float[groups * lanes * actual.features];
        double[] wanted = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = (float) actual.of(i / actual.features, i % actual.features);
            wanted[i] = expected.of(i / actual.features, i % actual.features);
        }
        assertThat(Vectors.relativeError(own, wanted)).isLessThan(1e-5);
        assertThat(actual.floats[own.length]).isEqualTo(UNTOUCHED);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void outputsAreSumsOfProducts(int in, int out, int groups, boolean bias) {
        float[] w = Vectors.normal(AT + in * out + out, 1);
        Values x = values(groups, in, 2);
        Values y = room(groups, out);
        kernels.outputs(in, out, groups, w, AT, bias, x.floats, y.floats);
        assertValues(y, groups, (task, unit) -> {
            double sum = bias ? w[AT + in * out + unit] : 0;
            for (int i = 0; i < in; i++) {
                sum += w[AT + unit * in + i] * x.of(task, i);
            }
            return sum;
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsOfInputsAreSumsOverUnits(int in, int out, int groups, boolean bias) {
        float[] w = Vectors.normal(AT + in * out, 1);
        Values dy = values(groups, out, 3);
        Values dx = room(groups, in);
        kernels.inputGradient(in, out, groups, w, AT, dy.floats, dx.floats);
        assertValues(dx, groups, (task, input) -> {
            double sum = 0;
            for (int unit = 0; unit < out; unit++) {
                sum += w[AT + unit * in + input] * dy.of(task, unit);
            }
            return sum;
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsOfWeightsAreSumsOverTasks(int in, int out, int groups, boolean bias) {
        Values x = values(groups, in, 2);
        Values dy = values(groups, out, 3);
        int weights = in * out + (bias ? out : 0);
        float[] gradient = new float[AT + weights + 1];
        Arrays.fill(gradient, UNTOUCHED);
        float[] scratch = new float[kernels.scratch(in, out)];
        Arrays.fill(scratch, Float.NaN);
        kernels.weightGradient(in, out, groups, x.floats, dy.floats, bias, gradient, AT, scratch);
        double[] expected = new double[weights];
        for (int i = 0; i < weights; i++) {
            boolean ofBias = i >= in * out;
            for (int task = 0; task < groups * lanes; task++) {
                double gradientOfUnit = dy.of(task, ofBias ? i - in * out : i / in);
                expected[i] += gradientOfUnit * (ofBias ? 1 : x.of(task, i % in));
            }
        }
        assertThat(Vectors.relativeError(Arrays.copyOfRange(gradient, AT, AT + weights), expected))
                .isLessThan(1e-5);
        assertThat(Arrays.copyOf(gradient, AT)).containsOnly(UNTOUCHED);
        assertThat(gradient[AT + weights]).isEqualTo(UNTOUCHED);
    }
}
