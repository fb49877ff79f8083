package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Shape;
import org.hypernetspark.param.Simd;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hypernet that hands weights over side by side, against the same tasks one after the other, which never are side by side. */
class WeightsSideBySideTest {
    private static final int LANES = Simd.lanes().orElseThrow().lanes();
    /** Groups of one, two and more lanes, and a last one that is not full. */
    private static final int TASKS = 4 * LANES + 5;

    private static final int ROWS = 6;
    private static final Network TARGET =
            Network.of(Shape.of(1), List.of(new Dense(7), Activation.SIGMOID, new Dense(1)));
    private static final Shard SHARD = Shard.of(0, LineTasks.family(TASKS, ROWS, 1));

    private record Run(double[] losses, float[] dPhi, float[] dCondition) {}

    private static Hypernet hypernet(OutputStrategy strategy) {
        return Hypernet.of(
                HypernetSpec.of(new Condition(3, 0), List.of(new Dense(10), Activation.TANH), strategy), TARGET);
    }

    private static Run run(Hypernet hypernet, int first, int tasks, int room, int together) {
        TaskStep step = TaskStep.forTraining(hypernet, LineHypernet.LOSS, room, ROWS, together);
        float[] embeddings = Vectors.normal(TASKS * 3, 2);
        for (int slot = 0; slot < tasks; slot++) {
            Task task = SHARD.task(first + slot);
            step.batch().fillShuffled(slot, task.training(), 1, task.key(), 0);
            step.setVector(slot, embeddings, (first + slot) * 3, task);
        }
        float[] dPhi = new float[hypernet.layout().size()];
        float[] dCondition = step.gradients(hypernet.initialize(3), dPhi, tasks, true, 0);
        return new Run(Arrays.copyOf(step.lastLosses(), tasks), dPhi, Arrays.copyOf(dCondition, tasks * 3));
    }

    @Test
    void weightsThatAreGeneratedSoAreThoseOfEachTaskAlone() {
        Hypernet hypernet = hypernet(new GenerateOnce());
        float[] phi = hypernet.initialize(3);
        float[] condition = Vectors.normal(TASKS * 3, 2);
        Weights together = hypernet.pass(TASKS, LANES).generate(phi, condition, TASKS);
        Weights alone = hypernet.pass(TASKS).generate(phi, condition, TASKS);
        int size = TARGET.layout().size();
        assertThat(together.lanes()).isEqualTo(LANES);
        float[] actual = new float[TASKS * size];
        float[] expected = new float[actual.length];
        for (int i = 0; i < actual.length; i++) {
            int task = i / size;
            int group = task / LANES * LANES;
            actual[i] =
                    together.values()[together.offset() + group * together.stride() + i % size * LANES + task % LANES];
            expected[i] = alone.values()[alone.offset() + task * alone.stride() + i % size];
        }
        assertThat(Vectors.relativeError(actual, Vectors.toDouble(expected))).isLessThanOrEqualTo(1e-5);
    }

    static Stream<OutputStrategy> inPieces() {
        return Stream.of(new MultiHead(2, false), new ChunkWise(7, 3));
    }

    @ParameterizedTest
    @MethodSource("inPieces")
    void weightsThatComeInPiecesAreNotSideBySide(OutputStrategy strategy) {
        Hypernet hypernet = hypernet(strategy);
        Weights weights =
                hypernet.pass(TASKS, LANES).generate(hypernet.initialize(3), Vectors.normal(TASKS * 3, 2), TASKS);
        assertThat(weights.lanes()).isEqualTo(1);
    }

    static Stream<OutputStrategy> strategies() {
        return Stream.concat(Stream.of(new GenerateOnce()), inPieces());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void lossesAndGradientsAreThoseOfEachTaskAlone(OutputStrategy strategy) {
        Hypernet hypernet = hypernet(strategy);
        for (int tasks : new int[] {3, LANES, TASKS}) {
            Run together = run(hypernet, 0, tasks, TASKS, TASKS);
            float[] sum = new float[together.dPhi.length];
            for (int task = 0; task < tasks; task++) {
                Run alone = run(hypernet, task, 1, 1, 1);
                assertThat(Math.abs(together.losses[task] - alone.losses[0])).isLessThan(1e-5 * (1 + alone.losses[0]));
                assertThat(Vectors.relativeError(
                                Arrays.copyOfRange(together.dCondition, task * 3, task * 3 + 3),
                                Vectors.toDouble(alone.dCondition)))
                        .isLessThan(1e-4);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += alone.dPhi[i];
                }
            }
            assertThat(Vectors.relativeError(together.dPhi, Vectors.toDouble(sum)))
                    .isLessThan(1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void groupsOfWhateverSizeHaveTheSameBits(OutputStrategy strategy) {
        Hypernet hypernet = hypernet(strategy);
        Run together = run(hypernet, 0, TASKS, TASKS, TASKS);
        for (int size : new int[] {1, LANES, LANES + 3, 2 * LANES}) {
            assertThat(run(hypernet, 0, TASKS, TASKS, size))
                    .usingRecursiveComparison()
                    .isEqualTo(together);
        }
    }
}
