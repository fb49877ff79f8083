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

/** One task after another, which {@link NetworkTest} and others hold against the reference, is what many at once must equal. */
@Timeout(60)
class TasksLastTest {
    private static final int LANES = Simd.lanes().orElseThrow().lanes();
    /** The last group is not full. */
    private static final int TASKS = 2 * LANES + 3;

    private static final int BATCH = 7;
    private static final int FIRST = 2;
    private static final int GAP = 5;
    /** Nanoseconds within which the compiler has done its work, even on a busy machine. */
    private static final long COMPILED = 40_000_000_000L;

    static Stream<Network> networks() {
        return Stream.of(
                Network.of(
                        Shape.of(1),
                        List.of(new Dense(10), Activation.SIGMOID, new Dense(10), Activation.SIGMOID, new Dense(1))),
                Network.of(Shape.of(5), List.of(new Dense(3, false), Activation.TANH, new Dense(2))),
                Network.of(Shape.of(3), List.of(Activation.RELU, new Dense(16), Activation.GELU, new Dense(4))),
                Network.of(Shape.of(2), List.of(new Dense(1))));
    }

    /** A network with weights, inputs and output gradients of {@link #TASKS} tasks, the weights with gaps between them. */
    private static final class Run {
        final Network network;
        final int size;
        final int input;
        final int output;
        final Weights theta;
        final float[] x;
        final float[] dy;

        Run(Network network) {
            this.network = network;
            this.size = network.layout().size();
            this.input = BATCH * network.input().size();
            this.output = BATCH * network.output().size();
            int stride = size + GAP;
            this.theta = new Weights(Vectors.normal(3 + (FIRST + TASKS) * stride, 0.7, 1), 3, stride);
            this.x = Vectors.normal(TASKS * input, 2);
            this.dy = Vectors.normal(TASKS * output, 3);
        }

        Result of(NetworkPass pass, int first, int tasks) {
            float[] x = Arrays.copyOfRange(this.x, first * input, (first + tasks) * input);
            float[] dy = Arrays.copyOfRange(this.dy, first * output, (first + tasks) * output);
            float[] y = pass.forward(theta, FIRST + first, x, tasks, BATCH, false, new long[0]);
            float[] kept = Arrays.copyOf(y, tasks * output);
            Weights dTheta =
                    new Weights(LayerRun.filled((FIRST + first + tasks) * (size + 1), LayerRun.UNTOUCHED), 1, size + 1);
            float[] dx = pass.backward(theta, dTheta, FIRST + first, dy, true);
            return new Result(this, first, kept, dTheta, Arrays.copyOf(dx, tasks * input));
        }

        Result alone(int task) {
            return of(network.pass(1, BATCH), task, 1);
        }

        Result together() {
            return of(network.pass(TASKS, BATCH), 0, TASKS);
        }
    }

    private record Result(Run run, int first, float[] y, Weights dTheta, float[] dx) {
        float[] output(int task) {
            int at = (task - first) * run.output;
            return Arrays.copyOfRange(y, at, at + run.output);
        }

        float[] weightGradient(int task) {
            int at = dTheta.at(FIRST + task);
            return Arrays.copyOfRange(dTheta.values(), at, at + run.size);
        }

        float[] inputGradient(int task) {
            int at = (task - first) * run.input;
            return Arrays.copyOfRange(dx, at, at + run.input);
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(Vectors.relativeError(actual, Vectors.toDouble(expected))).isLessThanOrEqualTo(1e-5);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsAndGradientsAreThoseOfEachTaskAlone(Network network) {
        Run run = new Run(network);
        Result together = run.together();
        for (int task = 0; task < TASKS; task++) {
            Result alone = run.alone(task);
            assertClose(together.output(task), alone.output(task));
            assertClose(together.weightGradient(task), alone.weightGradient(task));
            assertClose(together.inputGradient(task), alone.inputGradient(task));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aTaskHasTheSameBitsWhateverTasksAreBesideIt(Network network) {
        Run run = new Run(network);
        Result together = run.together();
        NetworkPass used = network.pass(TASKS, BATCH);
        run.of(used, 0, TASKS);
        Result fewer = run.of(used, 1, LANES + 1);
        for (int task = 1; task < LANES + 2; task++) {
            assertThat(fewer.output(task)).isEqualTo(together.output(task));
            assertThat(fewer.weightGradient(task)).isEqualTo(together.weightGradient(task));
            assertThat(fewer.inputGradient(task)).isEqualTo(together.inputGradient(task));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void tasksThatAreRunInTurnHaveTheBitsOfAllAtOnce(Network network) {
        Run run = new Run(network);
        Result together = run.together();
        NetworkPass few = network.pass(3, BATCH, TASKS);
        for (int task = 0; task + 3 <= TASKS; task += 3) {
            Result three = run.of(few, task, 3);
            assertThat(three.output(task + 2)).isEqualTo(together.output(task + 2));
            assertThat(three.weightGradient(task)).isEqualTo(together.weightGradient(task));
        }
    }

    @Test
    void nothingIsWrittenBesideTheGradients() {
        Run run = new Run(networks().findFirst().orElseThrow());
        float[] gradient = run.together().dTheta.values();
        assertThat(gradient[0]).isEqualTo(LayerRun.UNTOUCHED);
        for (int task = 0; task < TASKS; task++) {
            int end = 1 + (FIRST + task) * (run.size + 1) + run.size;
            if (end < gradient.length) {
                assertThat(gradient[end]).isEqualTo(LayerRun.UNTOUCHED);
            }
        }
    }

    @Test
    void tasksMayShareTheirWeights() {
        Run run = new Run(networks().findFirst().orElseThrow());
        Weights shared = Weights.single(run.theta.values());
        float[] together = run.network
                .pass(TASKS, BATCH)
                .predict(shared, run.x, TASKS, BATCH)
                .clone();
        float[] asOne = run.network.pass(1, TASKS * BATCH).predict(shared, run.x, 1, TASKS * BATCH);
        assertClose(Arrays.copyOf(together, TASKS * run.output), Arrays.copyOf(asOne, TASKS * run.output));
    }

    @Test
    void gradientsThatAreNotWantedAreLeftOut() {
        Run run = new Run(networks().findFirst().orElseThrow());
        Result both = run.together();
        NetworkPass pass = run.network.pass(TASKS, BATCH);
        pass.forward(run.theta, FIRST, run.x, TASKS, BATCH, false, new long[0]);
        float[] dx = pass.backward(run.theta, null, FIRST, run.dy.clone(), true);
        assertThat(Arrays.copyOf(dx, TASKS * run.input)).isEqualTo(both.dx);
        pass.forward(run.theta, FIRST, run.x, TASKS, BATCH, false, new long[0]);
        assertThat(pass.backward(run.theta, both.dTheta, FIRST, run.dy.clone(), false))
                .isNull();
    }

    @Test
    void aStepForwardAndBackwardAllocatesNothing() {
        Run run = new Run(networks().findFirst().orElseThrow());
        NetworkPass pass = run.network.pass(TASKS, BATCH);
        Weights dTheta = new Weights(new float[(FIRST + TASKS) * run.size], 0, run.size);
        long[] seeds = {};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + COMPILED; // until then vectors are objects
        while (least > 0 && System.nanoTime() < end) {
            long before = threads.getThreadAllocatedBytes(thread);
            pass.forward(run.theta, FIRST, run.x, TASKS, BATCH, true, seeds);
            pass.backward(run.theta, dTheta, FIRST, run.dy, false);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
    }
}
