package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step of six tasks that do not run together, since their weights would leave the caches. */
@Timeout(60)
class TasksInGroupsTest {
    private static final int TASKS = 6;
    private static final int ROWS = 8;
    private static final Hypernet HYPERNET = hypernet(new Condition(4, 0), 0);
    private static final Shard SHARD = Shard.of(0, LineTasks.family(TASKS, ROWS, 1));

    private static Hypernet hypernet(Condition condition, double dropout) {
        Network target = Network.of(
                Shape.of(1), List.of(new Dense(600), Activation.TANH, new Dense(600), Activation.TANH, new Dense(1)));
        return Hypernet.of(
                HypernetSpec.of(
                        condition,
                        List.of(new Dense(8), Activation.TANH, new Dropout(dropout)),
                        new ChunkWise(20_000, 3)),
                target);
    }

    private static TrainingSpec spec(Aggregation aggregation) {
        return TrainingSpec.defaults()
                .withRounds(1)
                .withSteps(1, ROWS, TASKS, 1)
                .withRegularization(0, 0)
                .withAggregation(aggregation);
    }

    private static WorkerState state(Hypernet hypernet, Shard shard, TrainingSpec spec) {
        return WorkerState.initial(
                shard, hypernet.condition().embedding(), hypernet.layout().size(), spec);
    }

    private static WorkerResult train(Hypernet hypernet, Shard shard, TrainingSpec spec) {
        return new WorkerTraining(hypernet, LineHypernet.LOSS, spec)
                .run(WorkerTraining.initialShared(hypernet, spec), shard, state(hypernet, shard, spec), 0);
    }

    /** The mean gradient of all tasks, run together. */
    private static float[] together(TrainingSpec spec) {
        TaskStep step = new TaskStep(HYPERNET, LineHypernet.LOSS, TASKS, ROWS);
        WorkerState state = state(HYPERNET, SHARD, spec);
        for (int slot = 0; slot < TASKS; slot++) {
            Task task = SHARD.task(slot);
            step.batch().fillShuffled(slot, task.training(), spec.seed(), task.key(), 0);
            step.setVector(slot, state.embeddings(), slot * HYPERNET.condition().embedding(), task);
        }
        float[] gradient = new float[HYPERNET.layout().size()];
        step.gradients(HYPERNET.initialize(spec.seed()), gradient, TASKS, false, 0);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= TASKS;
        }
        return gradient;
    }

    @Test
    void theirGradientIsThatOfAllTasksTogether() {
        TrainingSpec spec = spec(Aggregation.GRADIENT_AVERAGING);
        assertThat(HYPERNET.tasksTogether(TASKS, ROWS)).isEqualTo(TASKS / 2);
        float[] gradient = train(HYPERNET, SHARD, spec).vectors()[0];
        assertThat(Vectors.relativeError(gradient, Vectors.toDouble(together(spec))))
                .isLessThan(1e-5);
    }

    @Test
    void everyTaskIsCountedAndItsEmbeddingUpdatedOnce() {
        TrainingSpec spec = spec(Aggregation.PARAMETER_AVERAGING);
        WorkerResult result = train(HYPERNET, SHARD, spec);
        assertThat(result.statistics().taskSteps()).isEqualTo(TASKS);
        assertThat(result.weight()).isEqualTo(TASKS * ROWS);
        float[] before = state(HYPERNET, SHARD, spec).embeddings();
        for (int i = 0; i < before.length; i++) {
            assertThat(result.state().embeddings()[i]).isNotEqualTo(before[i]);
        }
    }

    /** Six times the same task: were the same units dropped in both groups, the losses would be twice those of one. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void groupsDropOtherUnitsOfTheTrunk(double dropout) {
        Hypernet hypernet = hypernet(new Condition(0, 2), dropout);
        double one = lossSum(hypernet, TASKS / 2);
        double two = lossSum(hypernet, TASKS);
        assertThat(Math.abs(two - 2 * one) > 1e-4 * two).isEqualTo(dropout > 0);
    }

    private static double lossSum(Hypernet hypernet, int tasks) {
        Task task = SHARD.task(0);
        Shard shard = Shard.of(
                0,
                IntStream.range(0, tasks)
                        .mapToObj(i -> new Task("same-" + i, task.descriptor(), task.training(), task.validation()))
                        .toList());
        return train(hypernet, shard, spec(Aggregation.GRADIENT_AVERAGING))
                .statistics()
                .lossSum();
    }
}
