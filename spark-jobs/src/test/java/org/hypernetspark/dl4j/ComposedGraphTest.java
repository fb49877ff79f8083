package org.hypernetspark.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.TaskStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Sgd;

/** The composed graph against our own step, from the same weights and rows. */
@Timeout(120)
class ComposedGraphTest {
    private static final int TASKS = 5;
    private static final int ROWS = 7;
    private static final double TOLERANCE = 1e-4;

    private static final List<LayerSpec> TRUNK =
            List.of(new Dense(11), Activation.TANH, new Dense(6, false), Activation.ELU, Activation.RELU);

    record Case(String name, Hypernet hypernet, Loss loss, int classes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("regression", hypernet(new Condition(3, 0), mlp(2)), new MeanSquaredError(), 0),
                new Case("classes", hypernet(new Condition(3, 2), mlp(4)), new SoftmaxCrossEntropy(), 4),
                new Case("yes or no", hypernet(new Condition(0, 2), mlp(1)), new BinaryCrossEntropy(), 2),
                new Case("images", hypernet(new Condition(4, 0), images()), new SoftmaxCrossEntropy(), 6));
    }

    private static Hypernet hypernet(Condition condition, Network target) {
        return Hypernet.of(HypernetSpec.of(condition, TRUNK, new GenerateOnce()), target);
    }

    private static Network mlp(int outputs) {
        return Network.of(
                Shape.of(3),
                List.of(
                        Activation.RELU,
                        new Dense(9),
                        Activation.SIGMOID,
                        new Dense(8, false),
                        Activation.LEAKY_RELU,
                        new Dense(outputs)));
    }

    /** No two dimensions are equal, so that none can be mixed up. */
    private static Network images() {
        return Network.of(
                Shape.of(2, 14, 12),
                List.of(
                        new Conv2d(4, 3, 5, 1, 1, 1, 2, true),
                        Activation.RELU,
                        new MaxPool2d(2, 3, 2, 3),
                        new Conv2d(5, 2, 1, 2, 1, 0, 0, false),
                        Activation.SOFTPLUS,
                        new AveragePool2d(2, 2, 1, 1),
                        new Flatten(),
                        new Dense(11),
                        Activation.RELU,
                        new Dense(6)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientsEqualOurs(Case the) {
        Hypernet hypernet = the.hypernet;
        List<Task> tasks = tasks(the);
        float[] phi = hypernet.initialize(3);
        float[] embeddings = gaussian(TASKS * hypernet.condition().embedding(), 4);
        float[] dPhi = new float[phi.length];
        TaskStep step = new TaskStep(hypernet, the.loss, TASKS, ROWS);
        for (int i = 0; i < TASKS; i++) {
            step.batch().fill(i, tasks.get(i).training(), 0, ROWS);
            step.setVector(i, embeddings, i * hypernet.condition().embedding(), tasks.get(i));
        }
        float[] dCondition = step.gradients(phi, dPhi, TASKS, true, 0);

        ComposedGraph composed = new ComposedGraph(hypernet, the.loss, TASKS);
        ComputationGraph graph = composed.graph(new Sgd(1), new Sgd(1), phi, embeddings);
        graph.fit(new GraphMinibatch(hypernet, the.loss, ROWS)
                .of(
                        new int[] {0, 1, 2, 3, 4},
                        descriptors(tasks),
                        step.batch().x(),
                        step.batch().y()));

        assertThat(graph.score()).isCloseTo(mean(step.lastLosses()), within(TOLERANCE * mean(step.lastLosses())));
        GraphParameters parameters = new GraphParameters(composed, graph);
        assertClose(difference(phi, parameters.phi()), scaled(dPhi));
        assertClose(difference(embeddings, parameters.embeddings()), scaled(embeddingPart(hypernet, dCondition)));
    }

    private static List<Task> tasks(Case the) {
        int features = the.hypernet.target().input().size();
        int width = the.loss.labelWidth(the.hypernet.target().output());
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            float[] labels = gaussian(ROWS * width, 100 + i);
            for (int k = 0; k < labels.length && the.classes > 0; k++) {
                labels[k] = Math.floorMod(Math.round(labels[k] * 10), the.classes);
            }
            Rows rows = Rows.of(ROWS, gaussian(ROWS * features, 200 + i), labels);
            tasks.add(new Task("t" + i, gaussian(the.hypernet.condition().descriptor(), 300 + i), rows, Rows.none()));
        }
        return tasks;
    }

    private static float[] descriptors(List<Task> tasks) {
        int size = tasks.get(0).descriptor().length;
        float[] result = new float[tasks.size() * size];
        for (int i = 0; i < tasks.size(); i++) {
            System.arraycopy(tasks.get(i).descriptor(), 0, result, i * size, size);
        }
        return result;
    }

    private static float[] gaussian(int count, long seed) {
        RandomStream random = new RandomStream(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static float[] difference(float[] before, float[] after) {
        float[] result = new float[before.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = before[i] - after[i];
        }
        return result;
    }

    private static float[] scaled(float[] gradient) {
        float[] result = new float[gradient.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = gradient[i] / TASKS;
        }
        return result;
    }

    private static float[] embeddingPart(Hypernet hypernet, float[] dCondition) {
        int size = hypernet.condition().embedding();
        float[] result = new float[TASKS * size];
        for (int i = 0; i < TASKS; i++) {
            System.arraycopy(dCondition, i * hypernet.condition().size(), result, i * size, size);
        }
        return result;
    }

    /** Relative to the largest value. */
    private static void assertClose(float[] actual, float[] expected) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within((float) (TOLERANCE * largest)));
        }
    }

    @Test
    void theConfigurationComesBackFromItsJson() {
        ComposedGraph composed = new ComposedGraph(hypernet(new Condition(3, 2), mlp(1)), new BinaryCrossEntropy(), 4);
        ComputationGraphConfiguration configuration = composed.configuration(new Sgd(1), new Sgd(1));
        assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
                .isEqualTo(configuration);
    }
}
