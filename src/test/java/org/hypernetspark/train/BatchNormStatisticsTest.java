package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.BatchNorm;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A hypernet learns each task's own statistics, which evaluation, prediction and adaptation then use. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchNormStatisticsTest {
    private static final Network TARGET = Network.of(Shape.of(1), List.of(new BatchNorm(), new Dense(1)));
    private static final int ROWS = 64;

    private final List<Task> tasks = scaled(12, 3);
    private TrainedHypernet trained;

    /** Tasks {@code y = (x - centre) / width} whose centre in [-2, 2) and width in [0.5, 2) are their own. */
    private static List<Task> scaled(int count, long seed) {
        RandomStream random = new RandomStream(seed);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float centre = 4 * random.nextFloat() - 2;
            float width = 0.5f + 1.5f * random.nextFloat();
            Rows training = rows(i == 0 ? 5 : ROWS, centre, width, random);
            tasks.add(new Task("task-" + i, new float[] {centre, width}, training, rows(ROWS, centre, width, random)));
        }
        return tasks;
    }

    private static Rows rows(int count, float centre, float width, RandomStream random) {
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            y[i] = (float) random.nextGaussian();
            x[i] = centre + width * y[i];
        }
        return Rows.of(count, x, y);
    }

    @BeforeAll
    void train() {
        HypernetSpec spec =
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(16), Activation.TANH), new GenerateOnce());
        TrainingSpec settings = LineHypernet.settings().withRounds(60).withSteps(20, 16, 4, 2);
        trained = new LocalTrainer(Hypernet.of(spec, TARGET), LineHypernet.LOSS, settings, 2).train(tasks);
    }

    private float[] weights(TaskEmbeddings embeddings, Task task) {
        float[] condition = new float[4];
        embeddings.copy(embeddings.indexOf(task.id()), condition, 0);
        return Arrays.copyOf(
                trained.hypernet().pass(1).generate(trained.phi(), condition, 1).values(),
                TARGET.layout().size());
    }

    @Test
    void eachTasksStatisticsAreGenerated() {
        for (Task task : tasks.subList(1, tasks.size())) {
            float[] weights = weights(trained.embeddings(), task);
            double centre = mean(task.training().features());
            double width = deviation(task.training().features());
            assertThat((double) weights[2]).isCloseTo(centre, within(0.2 * width));
            assertThat(Math.exp(weights[3] / 2)).isCloseTo(width, within(0.2 * width));
        }
    }

    @Test
    void evaluationUsesThemAndIsFarBetterThanOneMeanForAll() {
        assertThat(LineHypernet.validate(trained, tasks).loss()).isLessThan(0.05);
    }

    @Test
    void aNewTasksStatisticsComeFromItsAdaptationRows() {
        List<Task> unseen = scaled(6, 9).subList(1, 6);
        TaskEmbeddings adapted = new Adaptation(trained.hypernet(), trained.loss(), AdaptationSpec.defaults())
                .fit(trained.phi(), unseen, trained.embeddings());
        assertThat(LineHypernet.validate(
                                new TrainedHypernet(trained.hypernet(), trained.loss(), trained.phi(), adapted), unseen)
                        .loss())
                .isLessThan(0.1);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}
