package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The layer with examples first, which {@link DenseTest} holds against the reference, is what this form must equal. */
class DenseExamplesLastTest {
    private static final int TASKS = 3;
    private static final int BATCH = 7;
    private static final double ROUNDING = 1e-6;

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(1, 1, true),
                Arguments.of(1, 10, true),
                Arguments.of(1, 3, false),
                Arguments.of(10, 1, true),
                Arguments.of(5, 1, false),
                Arguments.of(10, 10, true),
                Arguments.of(3, 5, false));
    }

    private static LayerRun examplesFirst(int in, int out, boolean bias) {
        return new LayerRun(new Dense(out, bias).bind(Shape.of(in)), TASKS, BATCH);
    }

    /** The same weights, inputs and output gradients as those of {@code first}, turned. */
    private static LayerRun examplesLast(LayerRun first) {
        LayerRun run = new LayerRun(first.layer.examplesLast(), TASKS, BATCH);
        run.pass.x = turned(first.pass.x, BATCH, first.layer.input().size());
        run.pass.dy = turned(first.pass.dy, BATCH, first.layer.output().size());
        return run;
    }

    /** {@code [tasks, rows, cols]} to {@code [tasks, cols, rows]}. */
    private static float[] turned(float[] x, int rows, int cols) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            int task = i / (rows * cols);
            int row = i / cols % rows;
            y[task * rows * cols + i % cols * rows + row] = x[i];
        }
        return y;
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(Vectors.relativeError(actual, Vectors.toDouble(expected))).isLessThanOrEqualTo(ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void outputsAndGradientsAreThoseOfTheFormWithExamplesFirst(int in, int out, boolean bias) {
        LayerRun first = examplesFirst(in, out, bias).forward().backward();
        LayerRun last = examplesLast(first).forward().backward();
        assertClose(last.pass.y, turned(first.pass.y, BATCH, out));
        assertClose(last.pass.dx, turned(first.pass.dx, BATCH, in));
        for (int task = 0; task < TASKS; task++) {
            assertClose(last.weightGradient(task), first.weightGradient(task));
        }
        assertThat(last.besideTheGradient()).containsOnly(LayerRun.UNTOUCHED);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void severalTasksAtOnceAreBitEqualToEachTaskAlone(int in, int out, boolean bias) {
        LayerRun together = examplesLast(examplesFirst(in, out, bias)).forward().backward();
        for (int task = 0; task < TASKS; task++) {
            LayerRun alone = together.alone(task).forward().backward();
            assertThat(together.outputOf(task)).isEqualTo(alone.pass.y);
            assertThat(together.inputGradientOf(task)).isEqualTo(alone.pass.dx);
            assertThat(together.weightGradient(task)).isEqualTo(alone.weightGradient(0));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void gradientsThatAreNotWantedAreLeftOut(int in, int out, boolean bias) {
        LayerRun both = examplesLast(examplesFirst(in, out, bias)).forward().backward();
        LayerRun inputOnly = examplesLast(examplesFirst(in, out, bias)).forward();
        inputOnly.pass.dTheta = null;
        LayerRun weightsOnly = examplesLast(examplesFirst(in, out, bias)).forward();
        weightsOnly.pass.dx = null;
        assertThat(inputOnly.backward().pass.dx).isEqualTo(both.pass.dx);
        assertThat(weightsOnly.backward().pass.dTheta).isEqualTo(both.pass.dTheta);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aNarrowNetworkMayReturnItsOutputsWhereTheirGradientIsTakenFrom(int in, int out, boolean bias) {
        LayerRun first = examplesFirst(in, out, bias).forward().backward();
        Weights theta = new Weights(first.pass.theta, first.pass.thetaAt, first.pass.thetaStride);
        Weights dTheta = new Weights(new float[TASKS * first.weights], 0, first.weights);
        NetworkPass pass =
                Network.of(Shape.of(in), List.of(new Dense(out, bias))).pass(TASKS, BATCH);
        float[] output = pass.predict(theta, first.pass.x, TASKS, BATCH);
        assertClose(Arrays.copyOf(output, first.pass.y.length), first.pass.y);
        System.arraycopy(first.pass.dy, 0, output, 0, first.pass.dy.length);
        float[] dx = pass.backward(theta, dTheta, output, true);
        assertClose(Arrays.copyOf(dx, first.pass.dx.length), first.pass.dx);
        for (int task = 0; task < TASKS; task++) {
            int at = task * first.weights;
            assertClose(Arrays.copyOfRange(dTheta.values(), at, at + first.weights), first.weightGradient(task));
        }
    }
}
