package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A limit that no gradient reaches makes all of {@code phi} wait for the whole gradient: what is updated early must equal it. */
@Timeout(60)
class PhiUpdateTest {
    private static final int TASKS = 5;
    private static final double NEVER_REACHED = 1e9;
    /** 4,353 weights, with 64 outputs of the trunk a head of 279 thousand. */
    private static final Network TARGET = Network.of(
            Shape.of(1), List.of(new Dense(64), Activation.TANH, new Dense(64), Activation.TANH, new Dense(1)));

    private static final Hypernet ONCE = hypernet(new GenerateOnce(), 64);

    private static Hypernet hypernet(OutputStrategy output, int trunk) {
        return Hypernet.of(
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(trunk), Activation.TANH), output), TARGET);
    }

    private static TrainingSpec spec(OptimizerSpec optimizer, OptimizerState state) {
        // The last of three steps has one task, the others two.
        return TrainingSpec.defaults()
                .withRounds(1)
                .withSteps(3, 8, 2, 1)
                .withOptimizers(optimizer, optimizer, state)
                .withRegularization(0, 0);
    }

    private static WorkerResult train(Hypernet hypernet, TrainingSpec spec) {
        Shard shard = Shard.of(0, LineTasks.family(TASKS, 20, 1));
        WorkerState state = WorkerState.initial(
                shard, hypernet.condition().embedding(), hypernet.layout().size(), spec);
        return new WorkerTraining(hypernet, LineHypernet.LOSS, spec)
                .run(WorkerTraining.initialShared(hypernet, spec), shard, state, 0);
    }

    private static void assertSame(WorkerResult early, WorkerResult late) {
        assertThat(early.vectors()).hasSameDimensionsAs(late.vectors());
        for (int i = 0; i < early.vectors().length; i++) {
            assertThat(Vectors.relativeError(early.vectors()[i], Vectors.toDouble(late.vectors()[i])))
                    .isLessThan(1e-4);
        }
        assertThat(Vectors.relativeError(
                        early.state().embeddings(),
                        Vectors.toDouble(late.state().embeddings())))
                .isLessThan(1e-4);
    }

    static Stream<Hypernet> hypernets() {
        return Stream.of(
                ONCE,
                hypernet(new MultiHead(2, false), 128),
                hypernet(new MultiHead(2, true), 256),
                hypernet(new ChunkWise(2177, 3), 128));
    }

    /** AdamW with a large epsilon: Adam's first steps are signs, which differ where a gradient is close to zero. */
    @ParameterizedTest
    @MethodSource("hypernets")
    void headsUpdatedOnTheWayBackEqualThoseUpdatedAfterIt(Hypernet hypernet) {
        OptimizerSpec optimizer =
                new OptimizerSpec(OptimizerSpec.Kind.ADAMW, 0.01, 0.9, 0.999, 1e-2, 0.1, LearningRateSchedule.CONSTANT);
        TrainingSpec spec = spec(optimizer, OptimizerState.AVERAGE);
        assertThat(hypernet.updated()).hasSize(1);
        assertSame(train(hypernet, spec), train(hypernet, spec.withRegularization(NEVER_REACHED, 0)));
    }

    static Stream<TrainingSpec> specs() {
        OptimizerSpec decay =
                new OptimizerSpec(OptimizerSpec.Kind.ADAM, 0.01, 0.8, 0.99, 1e-2, 0.05, LearningRateSchedule.CONSTANT);
        return Stream.of(
                spec(decay, OptimizerState.KEEP),
                spec(decay, OptimizerState.RESET),
                spec(OptimizerSpec.sgd(0.01, 0.9), OptimizerState.AVERAGE),
                spec(decay, OptimizerState.AVERAGE).withAggregation(Aggregation.GRADIENT_AVERAGING));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void soItIsWithOtherOptimizersAndAggregations(TrainingSpec spec) {
        assertSame(train(ONCE, spec), train(ONCE, spec.withRegularization(NEVER_REACHED, 0)));
    }

    @Test
    void smallHeadsWaitForTheWholeGradient() {
        assertThat(hypernet(new GenerateOnce(), 32).updated()).isEmpty();
    }
}
