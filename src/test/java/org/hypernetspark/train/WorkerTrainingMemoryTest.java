package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.DirichletPreference;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.NoiseInput;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.RangePreference;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.hyper.TargetGraph;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Together;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class WorkerTrainingMemoryTest {
    private static final int FEW = 20;
    private static final int MANY = 520;
    private static final int WARM_UP = 8;
    /** Nanoseconds within which the compiler has done its work; until then vectors of the processor are objects. */
    private static final long COMPILED = 30_000_000_000L;

    private static final Network TARGET =
            Network.of(Shape.of(1), List.of(new Dense(10), Activation.SIGMOID, new Dense(1)));

    static Stream<OutputStrategy> strategies() {
        return Stream.of(
                new GenerateOnce(),
                new MultiHead(2, false),
                new ComponentWise(ComponentWise.By.TENSOR, 3),
                new ChunkWise(7, 3));
    }

    static Stream<LayerSpec> layersOverPieces() {
        return Stream.of(new TargetGraph(8, 2), new Residual(List.of(new Together(new SelfAttention(2)))));
    }

    static Stream<Condition> conditions() {
        SupportInput support = new SupportInput(
                6, 20, 1, 1, 0, List.of(new Dense(8), Activation.RELU), SupportInput.Pooling.ATTENTION);
        List<LayerSpec> attention = List.of(new Dense(8), new Residual(List.of(new Together(new SelfAttention(2)))));
        return Stream.of(
                Condition.of(new EmbeddingInput(4), new NoiseInput(3, 4)),
                Condition.of(new EmbeddingInput(4), new ColumnsInput(List.of(0))),
                Condition.of(support),
                Condition.of(new SupportInput(6, 20, 1, 1, 0, attention, SupportInput.Pooling.MEAN)),
                Condition.of(new EmbeddingInput(4), new DirichletPreference(List.of(0.2, 0.2))),
                Condition.of(new RangePreference(List.of(new RangePreference.Range(0.1, 0.9, false)))));
    }

    /** Bytes this thread allocates in a round of so many local steps, once everything is warm. */
    private static long allocated(Hypernet hypernet, int localSteps) {
        TrainingSpec spec = TrainingSpec.defaults().withRounds(WARM_UP + 1).withSteps(localSteps, 8, 4, 1);
        int variants = hypernet.variants().size();
        Shard shard = Shard.of(
                0,
                LineTasks.family(20, 40, 1).stream()
                        .map(task -> task.ofVariant((int) Math.floorMod(task.key(), (long) variants)))
                        .toList());
        WorkerTraining training = new WorkerTraining(hypernet, new MeanSquaredError(), spec);
        SharedState shared = WorkerTraining.initialShared(hypernet, spec);
        WorkerState state = WorkerState.initial(
                shard, hypernet.condition().embedding(), hypernet.layout().size(), spec);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = 0;
        for (int round = 0; round <= WARM_UP; round++) {
            before = threads.getThreadAllocatedBytes(thread);
            state = training.run(shared, shard, state, round).state();
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private static void assertStepsAllocateNothing(Hypernet hypernet) {
        assertStepsAllocateNothing(hypernet, MANY);
    }

    private static void assertStepsAllocateNothing(Hypernet hypernet, int many) {
        long end = System.nanoTime() + COMPILED;
        long more;
        do {
            more = -allocated(hypernet, FEW);
            more += allocated(hypernet, many);
        } while (more >= many - FEW && System.nanoTime() < end);
        assertThat(more).isLessThan(many - FEW);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aLocalStepAllocatesLessThanAByte(OutputStrategy strategy) {
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(16), Activation.TANH), strategy), TARGET);
        assertStepsAllocateNothing(hypernet);
    }

    @Test
    void aLocalStepAllocatesLessThanAByteWhereHeadsAreUpdatedOnTheWayBack() {
        Network wide = Network.of(Shape.of(1), List.of(new Dense(64), Activation.TANH, new Dense(64), new Dense(1)));
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(64), Activation.TANH), new GenerateOnce()),
                wide);
        assertThat(hypernet.updated()).isNotEmpty();
        assertStepsAllocateNothing(hypernet);
    }

    @ParameterizedTest
    @MethodSource("layersOverPieces")
    void aLocalStepAllocatesLessThanAByteWherePiecesSeeOneAnother(LayerSpec layer) {
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(
                        new Condition(4, 0), List.of(new Dense(16), Activation.TANH, layer), new ChunkWise(7, 3)),
                TARGET);
        assertStepsAllocateNothing(hypernet);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aLocalStepAllocatesLessThanAByteWhateverTheHypernetSees(Condition condition) {
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(condition, List.of(new Dense(16), Activation.TANH), new GenerateOnce()), TARGET);
        assertStepsAllocateNothing(hypernet);
    }

    @Test
    void aLocalStepAllocatesLessThanAByteWhereTasksRunInGroups() {
        // 722,801 weights: with their gradients two tasks stay in 16 MiB.
        Network wide = Network.of(Shape.of(1), List.of(new Dense(400), new Dense(1800), new Dense(1)));
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(4)), new ChunkWise(20_000, 3)), wide);
        assertThat(hypernet.tasksTogether(4, 8)).isEqualTo(2);
        assertStepsAllocateNothing(hypernet, 2 * FEW);
    }

    @Test
    void aLocalStepAllocatesLessThanAByteWithTargetsOfTwoShapes() {
        HypernetSpec spec = HypernetSpec.of(new Condition(4, 0), List.of(new Dense(16)), new ChunkWise(7, 3));
        Hypernet hypernet = Hypernet.of(spec, List.of(TARGET, Network.of(Shape.of(1), List.of(new Dense(1)))));
        assertStepsAllocateNothing(hypernet);
    }
}
