package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.hyper.SupportInput.Pooling;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Together;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.SineTasks;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SupportSetTest {
    private static final MeanSquaredError LOSS = new MeanSquaredError();
    private static final int ROWS = 10;

    private static final List<LayerSpec> DEEP =
            List.of(new Dense(32), Activation.RELU, new Dense(32), Activation.RELU, new Dense(16));
    private static final List<LayerSpec> ATTENDING = List.of(
            new Dense(32),
            Activation.RELU,
            new Residual(List.of(new Together(new SelfAttention(4)))),
            new Dense(32),
            Activation.RELU,
            new Dense(16));
    private static final SupportInput MEAN = new SupportInput(ROWS, 100, 1, 1, 0, DEEP, Pooling.MEAN);
    private static final SupportInput ATTENTION = new SupportInput(ROWS, 100, 1, 1, 0, DEEP, Pooling.ATTENTION);

    static List<SupportInput> inputs() {
        return List.of(MEAN, ATTENTION, new SupportInput(ROWS, 100, 1, 1, 0, ATTENDING, Pooling.MEAN));
    }

    private static Hypernet hypernet(SupportInput support) {
        Network target = Network.of(Shape.of(1), List.of(new Dense(16), Activation.TANH, new Dense(1)));
        return Hypernet.of(
                HypernetSpec.of(Condition.of(support), List.of(new Dense(32), Activation.RELU), new GenerateOnce()),
                target);
    }

    private static double error(TrainedHypernet trained, List<Task> tasks, float[] vectors) {
        return new Evaluator(trained.hypernet(), LOSS)
                .summarize(trained.phi(), Shard.of(0, tasks), vectors, Task::validation)
                .loss();
    }

    /** Mean squared errors of 0 would be 0.8 on these waves. */
    @ParameterizedTest
    @MethodSource("inputs")
    void tenRowsOfAnUnseenTaskTellItsWaveWithoutAGradientStep(SupportInput support) {
        TrainingSpec spec = TrainingSpec.defaults()
                .withRounds(25)
                .withSteps(40, 20, 16, 2)
                .withOptimizers(OptimizerSpec.adam(2e-3), OptimizerSpec.adam(2e-3), OptimizerState.AVERAGE);
        TrainedHypernet trained =
                new LocalTrainer(hypernet(support), LOSS, spec).train(SineTasks.family("known", 128, 100, 1));
        List<Task> unseen = SineTasks.family("unseen", 60, ROWS, 2);
        TaskEmbeddings encoded =
                new Adaptation(trained.hypernet(), LOSS, AdaptationSpec.defaults()).fit(trained.phi(), unseen);
        double told = error(trained, unseen, encoded.values());
        double untold = error(trained, unseen, new float[encoded.values().length]);
        assertThat(told).isLessThan(0.1);
        assertThat(untold).isGreaterThan(5 * told);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void theOrderOfTheRowsDoesNotMatter(SupportInput support) {
        Hypernet hypernet = hypernet(support);
        Rows rows = SineTasks.family("wave", 1, 9, 4).get(0).training();
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
        Collections.reverse(order);
        float[] x = new float[9];
        float[] y = new float[9];
        for (int i = 0; i < 9; i++) {
            x[i] = rows.features()[order.get(i)];
            y[i] = rows.labels()[order.get(i)];
        }
        float[] phi = hypernet.initialize(1);
        assertThat(Vectors.relativeError(
                        encode(hypernet, phi, Rows.of(9, x, y)), Vectors.toDouble(encode(hypernet, phi, rows))))
                .isLessThan(1e-6);
    }

    @Test
    void aTaskWithoutRowsIsAZeroVector() {
        Hypernet hypernet = hypernet(ATTENTION);
        assertThat(encode(hypernet, hypernet.initialize(1), Rows.none())).isEqualTo(new float[16]);
    }

    @Test
    void moreRowsThanAreEncodedAreEvenlySpaced() {
        Hypernet hypernet = hypernet(MEAN);
        Rows many = SineTasks.family("wave", 1, 200, 4).get(0).training();
        float[] x = new float[100];
        float[] y = new float[100];
        for (int i = 0; i < 100; i++) {
            x[i] = many.features()[2 * i];
            y[i] = many.labels()[2 * i];
        }
        float[] phi = hypernet.initialize(1);
        assertThat(encode(hypernet, phi, many)).isEqualTo(encode(hypernet, phi, Rows.of(100, x, y)));
    }

    private static float[] encode(Hypernet hypernet, float[] phi, Rows rows) {
        Shard shard = Shard.of(0, List.of(Task.of("only", rows)));
        float[] vectors = new SupportEncoding(hypernet).vectors(phi, shard, new float[0]);
        return Arrays.copyOf(vectors, vectors.length);
    }
}
