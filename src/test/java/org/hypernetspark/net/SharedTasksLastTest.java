package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.param.Simd;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks side by side that share a network are examples of one: {@link NetworkTest} and others hold that against the reference. */
@Timeout(60)
class SharedTasksLastTest {
    private static final int LANES = Simd.lanes().orElseThrow().lanes();
    /** The last group is not full, and there are enough that sums over them go another way than those of few. */
    private static final int TASKS = 5 * LANES + 3;

    private static final int ROOM = 7 * LANES;
    private static final int AT = 4;
    private static final long[] NO_SEEDS = {};
    /** Nanoseconds within which the compiler has done its work, even on a busy machine. */
    private static final long COMPILED = 40_000_000_000L;

    static Stream<Network> networks() {
        return Stream.of(
                Network.of(
                        Shape.of(2),
                        List.of(new Dense(10), Activation.SIGMOID, new Dense(10), Activation.SIGMOID, new Dense(141))),
                Network.of(Shape.of(5), List.of(new Dense(3, false), Activation.TANH, new Dense(40))),
                Network.of(Shape.of(3), List.of(Activation.RELU, new Dense(16), Activation.GELU, new Dense(4))),
                Network.of(Shape.of(1), List.of(new Dense(1))));
    }

    /** What comes of tasks: outputs {@code [tasks, output]}, gradients of weights and inputs. */
    private record Result(float[] y, float[] dTheta, float[] dx) {}

    private static float[] theta(Network network) {
        return Vectors.normal(AT + network.layout().size(), 0.7, 1);
    }

    private static Result sideBySide(Network network, NetworkPass pass, int first, int tasks) {
        int input = network.input().size();
        int output = network.output().size();
        Weights theta = new Weights(theta(network), AT, 0);
        float[] x = Arrays.copyOfRange(Vectors.normal(TASKS * input, 2), first * input, (first + tasks) * input);
        float[] dy = Vectors.normal(TASKS * output, 3);
        float[] y = pass.forward(theta, x, tasks, 1, true, NO_SEEDS);
        float[] outputs = new float[tasks * output];
        float[] turned = new float[ROOM * output];
        Arrays.fill(turned, Float.NaN);
        for (int i = 0; i < outputs.length; i++) {
            int task = i / output;
            int at = (task / LANES * output + i % output) * LANES + task % LANES;
            outputs[i] = y[at];
            turned[at] = dy[first * output + i];
        }
        Weights dTheta = new Weights(new float[AT + network.layout().size()], AT, 0);
        float[] dx = pass.backward(theta, dTheta, turned, true);
        return new Result(outputs, dTheta.values(), Arrays.copyOf(dx, tasks * input));
    }

    private static Result asExamples(Network network, int tasks) {
        int input = network.input().size();
        int output = network.output().size();
        Weights theta = new Weights(theta(network), AT, 0);
        Weights dTheta = new Weights(new float[AT + network.layout().size()], AT, 0);
        NetworkPass pass = network.pass(1, tasks);
        float[] y = pass.forward(theta, Vectors.normal(TASKS * input, 2), 1, tasks, true, NO_SEEDS);
        float[] outputs = Arrays.copyOf(y, tasks * output);
        float[] dx = pass.backward(theta, dTheta, Vectors.normal(TASKS * output, 3), true);
        return new Result(outputs, dTheta.values(), Arrays.copyOf(dx, tasks * input));
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(Vectors.relativeError(actual, Vectors.toDouble(expected))).isLessThanOrEqualTo(1e-5);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsAndGradientsAreThoseOfExamplesOfOneTask(Network network) {
        NetworkPass pass = network.sharedPass(ROOM).orElseThrow();
        for (int tasks : new int[] {1, LANES, LANES + 1, TASKS}) {
            Result actual = sideBySide(network, pass, 0, tasks);
            Result expected = asExamples(network, tasks);
            assertClose(actual.y, expected.y);
            assertClose(actual.dTheta, expected.dTheta);
            assertClose(actual.dx, expected.dx);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aTaskHasTheSameBitsWhateverTasksAreBesideIt(Network network) {
        NetworkPass pass = network.sharedPass(ROOM).orElseThrow();
        Result all = sideBySide(network, pass, 0, TASKS);
        Result one = sideBySide(network, pass, LANES + 1, 1);
        int output = network.output().size();
        int input = network.input().size();
        assertThat(one.y).isEqualTo(Arrays.copyOfRange(all.y, (LANES + 1) * output, (LANES + 2) * output));
        assertThat(one.dx).isEqualTo(Arrays.copyOfRange(all.dx, (LANES + 1) * input, (LANES + 2) * input));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatStoodInALaneBeforeAddsNothing(Network network) {
        NetworkPass pass = network.sharedPass(ROOM).orElseThrow();
        Result fresh = sideBySide(network, pass, 0, 3);
        sideBySide(network, pass, 0, TASKS);
        assertThat(sideBySide(network, pass, 0, 3)).usingRecursiveComparison().isEqualTo(fresh);
    }

    @Test
    void wideLayersAndDropoutDoNotRunSo() {
        assertThat(Network.of(Shape.of(2), List.of(new Dense(17), new Dense(3))).sharedPass(LANES))
                .isEmpty();
        assertThat(Network.of(Shape.of(2), List.of(new Dense(4), new Dropout(0.5), new Dense(3)))
                        .sharedPass(LANES))
                .isEmpty();
    }

    @Test
    void aStepForwardAndBackwardAllocatesNothing() {
        Network network = networks().findFirst().orElseThrow();
        NetworkPass pass = network.sharedPass(TASKS).orElseThrow();
        Weights theta = Weights.single(theta(network));
        Weights dTheta = Weights.single(new float[network.layout().size()]);
        float[] x = Vectors.normal(TASKS * 2, 2);
        float[] dy = Vectors.normal(ROOM * network.output().size(), 3);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + COMPILED; // until then vectors are objects
        while (least > 0 && System.nanoTime() < end) {
            long before = threads.getThreadAllocatedBytes(thread);
            pass.forward(theta, x, TASKS, 1, true, NO_SEEDS);
            pass.backward(theta, dTheta, dy, true);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
    }
}
