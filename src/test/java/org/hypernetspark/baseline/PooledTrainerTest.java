package org.hypernetspark.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingDivergedException;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PooledTrainerTest {
    private static final MeanSquaredError LOSS = new MeanSquaredError();
    private static final Network LINE = Network.of(Shape.of(1), List.of(new Dense(1)));
    private static final Network CURVE = Network.of(Shape.of(1), List.of(new Dense(32), Activation.TANH, new Dense(1)));

    private final List<Task> tasks = LineTasks.family(60, 40, 1);

    private static TrainingSpec settings() {
        return TrainingSpec.defaults()
                .withRounds(10)
                .withSteps(20, 8, 4, 3)
                .withOptimizers(adam(), adam(), OptimizerState.RESET);
    }

    private static OptimizerSpec adam() {
        return OptimizerSpec.adam(0.01);
    }

    private static double loss(PooledModel model, List<Task> tasks) {
        return new MetricSummary(model.evaluate(tasks, Task::validation)).loss();
    }

    @Test
    void oneLineForAllTasksIsTheirMeanLine() {
        List<Task> two = List.of(line("a", 1, 2), line("b", 3, -1));
        PooledModel model = new PooledTrainer(LINE, 0, LOSS, settings().withRounds(40)).train(two);
        assertThat(model.theta()[0]).isCloseTo(2, within(0.05f));
        assertThat(model.theta()[1]).isCloseTo(0.5f, within(0.05f));
    }

    private static Task line(String id, float slope, float intercept) {
        float[] x = {-1, -0.5f, 0, 0.5f, 1};
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = slope * x[i] + intercept;
        }
        return Task.of(id, Rows.of(x.length, x, y));
    }

    @Test
    void everyTaskWeighsTheSameHoweverManyRowsItHas() {
        Task many = line("many", 0, 3);
        Task single = Task.of("single", Rows.of(1, new float[] {0}, new float[] {-3}));
        TrainingSpec spec = settings().withRounds(40).withSteps(20, 8, 2, 1);
        PooledModel model = new PooledTrainer(LINE, 0, LOSS, spec).train(List.of(many, single));
        assertThat(model.theta()[1]).isCloseTo(0, within(0.05f));
    }

    @Test
    void descriptorsTellTasksApartAlsoThoseNeverSeen() {
        List<Task> unseen = LineTasks.family(30, 1, 2);
        PooledModel blind = new PooledTrainer(CURVE, 0, LOSS, settings()).train(tasks);
        PooledModel told = new PooledTrainer(CURVE, 2, LOSS, settings()).train(tasks);
        assertThat(loss(blind, tasks)).isGreaterThan(0.2);
        assertThat(loss(blind, unseen)).isGreaterThan(0.2);
        assertThat(loss(told, tasks)).isLessThan(0.05);
        assertThat(loss(told, unseen)).isLessThan(0.05);
    }

    @Test
    void theResultDependsOnSeedAndTasksAlone() {
        TrainingSpec spec = settings().withRounds(2);
        List<Task> backwards = new ArrayList<>(tasks);
        Collections.reverse(backwards);
        float[] theta = new PooledTrainer(CURVE, 2, LOSS, spec).train(tasks).theta();
        assertThat(new PooledTrainer(CURVE, 2, LOSS, spec).train(backwards).theta())
                .isEqualTo(theta);
        assertThat(new PooledTrainer(CURVE, 2, LOSS, spec.withSeed(8))
                        .train(tasks)
                        .theta())
                .isNotEqualTo(theta);
    }

    @Test
    void divergenceNamesRoundAndTask() {
        List<Task> broken = new ArrayList<>(tasks);
        broken.set(5, LineTasks.withLabel(tasks.get(5), 0, Float.NaN));
        PooledTrainer trainer = new PooledTrainer(LINE, 0, LOSS, settings().withSteps(20, 40, 4, 3));
        assertThatThrownBy(() -> trainer.train(broken))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("in round 1: task \"line-5\"");
    }

    @Test
    void aDescriptorNeedsFlatFeatures() {
        Network image = Network.of(Shape.of(1, 8, 8), List.of(new Flatten(), new Dense(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PooledTrainer(image, 2, LOSS, settings()))
                .withMessageContaining("flat features only")
                .withMessageContaining("pool without descriptors");
    }

    @Test
    void aTaskWithoutItsDescriptorIsRefusedByName() {
        List<Task> tasksAndOne = new ArrayList<>(tasks);
        tasksAndOne.add(Task.of("bare", tasks.get(0).training()));
        PooledTrainer trainer = new PooledTrainer(LINE, 2, LOSS, settings());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(tasksAndOne))
                .withMessageContaining("\"bare\"")
                .withMessageContaining("expects 2");
    }
}
