package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DistillationTest {
    private static final int ROWS = 300;
    private static final int CLASSES = 3;
    /** Wider than the student: teachers may have other layers. */
    private static final Network TEACHER =
            Network.of(Shape.of(2), List.of(new Dense(20), Activation.TANH, new Dense(CLASSES)));

    private static final Network STUDENT =
            Network.of(Shape.of(2), List.of(new Dense(12), Activation.TANH, new Dense(CLASSES)));

    private static float[] teacher(Task task) {
        return Vectors.normal(TEACHER.layout().size(), 0.6, task.key());
    }

    private static int[] classes(Network network, float[] theta, Rows rows) {
        float[] output = network.pass(1, rows.count()).predict(Weights.single(theta), rows.features(), 1, rows.count());
        int[] classes = new int[rows.count()];
        for (int row = 0; row < classes.length; row++) {
            for (int i = 1; i < CLASSES; i++) {
                classes[row] = output[row * CLASSES + i] > output[row * CLASSES + classes[row]] ? i : classes[row];
            }
        }
        return classes;
    }

    /** Rows whose own labels say what the task's teacher decides. */
    private static Rows rows(String id, long seed) {
        Task named = Task.of(id, Rows.none());
        float[] x = Vectors.normal(ROWS * 2, Seeds.hash(id) + seed);
        Rows unlabelled = Rows.of(ROWS, x, new float[ROWS]);
        int[] classes = classes(TEACHER, teacher(named), unlabelled);
        float[] y = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = classes[i];
        }
        return Rows.of(ROWS, x, y);
    }

    private static List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            tasks.add(new Task(id, new float[0], rows(id, 1), rows(id, 2)));
        }
        return tasks;
    }

    @Test
    void aHypernetLearnsWhatItsTeachersDecideWithoutTheTasksLabels() {
        List<Task> tasks = tasks();
        List<Task> blind = tasks.stream()
                .map(task -> Task.of(task.id(), Rows.of(ROWS, task.training().features(), new float[ROWS])))
                .toList();
        List<Task> taught = new Distillation(TEACHER, DistillationTest::teacher).of(blind);
        Hypernet student = Hypernet.of(
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(16), Activation.RELU), new GenerateOnce()),
                STUDENT);
        OptimizerSpec adam = OptimizerSpec.adam(0.01);
        TrainingSpec spec = TrainingSpec.defaults()
                .withRounds(50)
                .withSteps(20, 64, 4, 1)
                .withOptimizers(adam, adam, OptimizerState.AVERAGE);
        TrainedHypernet trained = new LocalTrainer(student, new MeanSquaredError(), spec, 1).train(taught);
        TrainedHypernet scored =
                new TrainedHypernet(student, new SoftmaxCrossEntropy(), trained.phi(), trained.embeddings());
        MetricSummary own = LineHypernet.validate(scored, tasks);
        assertThat(own.mean(Metric.ACCURACY)).isGreaterThan(0.93);
    }

    @Test
    void labelsAreTheTeachersRawOutputsForEveryRow() {
        Task task = tasks().get(0);
        Task taught = new Distillation(TEACHER, DistillationTest::teacher)
                .of(List.of(task))
                .get(0);
        float[] expected = TEACHER.pass(1, ROWS)
                .predict(Weights.single(teacher(task)), task.validation().features(), 1, ROWS);
        assertThat(Vectors.relativeError(
                        taught.validation().labels(), Vectors.toDouble(Arrays.copyOf(expected, ROWS * CLASSES))))
                .isLessThan(1e-6);
        assertThat(taught.training().features()).isSameAs(task.training().features());
        assertThat(taught.id()).isEqualTo(task.id());
    }

    @Test
    void noRowsStayNone() {
        Task task = Task.of("a", rows("a", 1));
        Task taught = new Distillation(TEACHER, DistillationTest::teacher)
                .of(List.of(task))
                .get(0);
        assertThat(taught.validation().count()).isZero();
    }
}
