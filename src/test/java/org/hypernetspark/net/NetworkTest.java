package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.param.Simd;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceNetwork;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {
    private static final int TASKS = 3;
    private static final int BATCH = 2;
    private static final long[] SEEDS = {41, 42, 43};

    private static Network network(Shape input, LayerSpec... layers) {
        return Network.of(input, List.of(layers));
    }

    /** Compositions in which a layer that works in place meets layers that do or do not read their output. */
    static Stream<Network> networks() {
        Shape vector = Shape.of(6);
        Shape image = Shape.of(2, 6, 6);
        return Stream.of(
                network(vector, new Dense(5), Activation.RELU, new Dense(3)),
                network(vector, Activation.TANH, new Dense(5)),
                network(vector, new Dense(5), Activation.RELU, Activation.TANH, new Dense(2)),
                network(vector, new Dense(5), Activation.GELU, Activation.SIGMOID, Activation.GELU),
                network(vector, new Dense(5), new Flatten(), Activation.TANH, new Flatten(), Activation.ELU),
                network(vector, new Dense(5), new Dropout(0), Activation.SOFTPLUS, new Dropout(0), Activation.TANH),
                network(vector, new Flatten(), new Dropout(0), Activation.IDENTITY, Activation.LEAKY_RELU),
                network(image, new Conv2d(3, 3), Activation.TANH, new MaxPool2d(2), new Flatten(), new Dense(3)),
                network(image, new Conv2d(3, 3), Activation.RELU, new Flatten(), Activation.TANH, new Dense(2)),
                network(image, new MaxPool2d(2), Activation.TANH, new Conv2d(2, 2), new AveragePool2d(2)),
                network(image, new AveragePool2d(2), Activation.SIGMOID, new Conv2d(2, 2), Activation.GELU));
    }

    private static Weights weights(Network network, double scale, long seed) {
        int stride = network.layout().size() + 2;
        return new Weights(Vectors.normal(1 + TASKS * stride, scale, seed), 1, stride);
    }

    private static float[] input(Network network) {
        return Vectors.normal(TASKS * BATCH * network.input().size(), 31);
    }

    private static double[] reference(Network network, Weights theta, double[] weights, double[] x) {
        double[] shifted = Arrays.copyOfRange(weights, theta.offset(), weights.length);
        return ReferenceNetwork.forward(network, shifted, theta.stride(), x, TASKS, BATCH);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsAndGradientsOfCompositionsEqualTheReference(Network network) {
        Weights theta = weights(network, 0.5, 32);
        Weights dTheta = weights(network, 0, 0);
        float[] x = input(network);
        NetworkPass pass = network.pass(TASKS, BATCH);
        double[] weights = Vectors.toDouble(theta.values());
        double[] output = reference(network, theta, weights, Vectors.toDouble(x));
        float[] y = pass.forward(theta, x, TASKS, BATCH, true, SEEDS);
        assertThat(Vectors.relativeError(Arrays.copyOf(y, output.length), output))
                .isLessThanOrEqualTo(1e-5);
        float[] dy = Vectors.normal(output.length, 33);
        float[] dx = pass.backward(theta, dTheta, dy.clone(), true);
        double[] expectedDx = FiniteDifferences.gradient(
                v -> Vectors.dot(dy, 0, reference(network, theta, weights, v)), Vectors.toDouble(x));
        assertThat(Vectors.relativeError(Arrays.copyOf(dx, x.length), expectedDx))
                .isLessThanOrEqualTo(1e-4);
        double[] expectedDTheta = FiniteDifferences.gradient(
                v -> Vectors.dot(dy, 0, reference(network, theta, v, Vectors.toDouble(x))), weights.clone());
        assertThat(Vectors.relativeError(dTheta.values(), expectedDTheta)).isLessThanOrEqualTo(1e-4);
    }

    @Test
    void dropoutAfterReluPassesTheGradientOfWhatBothKeep() {
        Network network = network(Shape.of(50), Activation.RELU, new Dropout(0.5), Activation.TANH);
        NetworkPass pass = network.pass(1, 1);
        Weights none = Weights.single(new float[0]);
        float[] x = Vectors.normal(50, 34);
        float[] y = pass.forward(none, x, 1, 1, true, SEEDS).clone();
        float[] dy = LayerRun.filled(50, 1);
        float[] dx = pass.backward(none, null, dy, true);
        int kept = 0;
        for (int i = 0; i < 50; i++) {
            double expected = y[i] == 0 ? 0 : 2 * (1 - y[i] * y[i]);
            boolean dropped = y[i] == 0 && x[i] > 0;
            assertThat((double) dx[i]).isEqualTo(dropped ? 0 : expected, within(1e-5));
            kept += y[i] == 0 ? 0 : 1;
        }
        assertThat(kept).isBetween(5, 20);
    }

    @Test
    void severalTasksAtOnceAreBitEqualToEachTaskAloneWithDropout() {
        Network network = network(
                Shape.of(1, 6, 6), new Conv2d(2, 3), Activation.RELU, new Dropout(0.4), new Flatten(), new Dense(3));
        Weights theta = weights(network, 0.5, 32);
        float[] x = input(network);
        int n = BATCH * 36;
        float[] together = network.pass(TASKS, BATCH).forward(theta, x, TASKS, BATCH, true, SEEDS);
        NetworkPass single = network.pass(1, BATCH);
        for (int task = 0; task < TASKS; task++) {
            Weights own = new Weights(theta.values(), theta.offset() + task * theta.stride(), 0);
            float[] part = Arrays.copyOfRange(x, task * n, (task + 1) * n);
            float[] alone = single.forward(own, part, 1, BATCH, true, new long[] {SEEDS[task]});
            assertThat(Arrays.copyOf(alone, BATCH * 3))
                    .isEqualTo(Arrays.copyOfRange(together, task * BATCH * 3, (task + 1) * BATCH * 3));
        }
    }

    @Test
    void tasksMayShareOneSetOfWeights() {
        Network network = network(Shape.of(4), new Dense(3), Activation.RELU);
        float[] shared = Vectors.normal(network.layout().size(), 35);
        float[] x = input(network);
        float[] y = network.pass(TASKS, BATCH).predict(Weights.single(shared), x, TASKS, BATCH);
        float[] asOne = network.pass(1, TASKS * BATCH).predict(Weights.single(shared), x, 1, TASKS * BATCH);
        assertThat(Vectors.relativeError(y, Vectors.toDouble(asOne))).isLessThanOrEqualTo(1e-6);
    }

    @Test
    void aGradientThatIsNotWantedIsNotWrittenWhereTheLastOneWent() {
        Network network = network(Shape.of(4), new Dense(3));
        Weights theta = weights(network, 1, 36);
        Weights dTheta = weights(network, 0, 0);
        float[] x = input(network);
        NetworkPass pass = network.pass(TASKS, BATCH);
        pass.predict(theta, x, TASKS, BATCH);
        pass.backward(theta, dTheta, Vectors.normal(TASKS * BATCH * 3, 37), false);
        float[] before = dTheta.values().clone();
        assertThat(pass.backward(theta, null, Vectors.normal(TASKS * BATCH * 3, 38), true))
                .isNotNull();
        assertThat(dTheta.values()).isEqualTo(before);
    }

    @Test
    void oneGradientForSeveralTasksIsRefused() {
        Network network = network(Shape.of(4), new Dense(3));
        Weights shared = Weights.single(new float[network.layout().size()]);
        NetworkPass pass = network.pass(2, 1);
        pass.predict(shared, new float[8], 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pass.backward(shared, shared, new float[6], false))
                .withMessageContaining("2 tasks needs a gradient of its own, got stride 0");
    }

    @Test
    void moreTasksOrExamplesThanThereIsRoomForAreRefused() {
        NetworkPass pass = network(Shape.of(4), new Dense(3)).pass(2, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pass.predict(Weights.single(new float[15]), new float[60], 3, 5))
                .withMessageContaining("Room for 2 tasks of 5 examples, got 3 of 5");
    }

    @Test
    void aLayerThatDoesNotFitIsNamedWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(Shape.of(1, 8, 8), new Conv2d(4, 3), new Dense(10)))
                .withMessage("Layer 1 (dense): expects a flat input, got 4x6x6; put a flatten layer before it");
    }

    @Test
    void tensorsAreNamedByLayerAndLieInOrder() {
        Network network = network(Shape.of(1, 4, 4), new Conv2d(2, 3), new Flatten(), new Dense(3));
        assertThat(network.layout().specs())
                .extracting(ParameterSpec::name)
                .containsExactly("0.conv2d.bias", "0.conv2d.weight", "2.dense.weight", "2.dense.bias");
        assertThat(network.offset(2)).isEqualTo(20);
        assertThat(network.layout().offset("2.dense.bias")).isEqualTo(44);
        assertThat(network.output()).isEqualTo(Shape.of(3));
        assertThat(network.layout().initialize(Initializers.he(), 1)).hasSize(47);
    }

    @Test
    void asManyTasksAreRunTogetherAsFitTheCache() {
        assertThat(network(Shape.of(784), new Dense(400), new Dense(10)).tasksTogether(128))
                .isEqualTo(1);
        // 2 + 32 + 1 values kept of an example, and two gradients of 32.
        assertThat(network(Shape.of(2), new Dense(32), new Dense(1)).tasksTogether(32))
                .isEqualTo((1 << 17) / (32 * 99));
    }

    @Test
    void tasksOfANarrowNetworkThatAreRunTogetherFillTheLanes() {
        Network narrow = network(Shape.of(2), new Dense(8), new Dense(1));
        int lanes = Simd.lanes().orElseThrow().lanes();
        // 2 + 8 + 1 values kept of an example, and two gradients of 8.
        assertThat(narrow.tasksTogether(32)).isEqualTo((1 << 17) / (32 * 27) / lanes * lanes);
        assertThat(narrow.tasksTogether(1 << 20)).isEqualTo(lanes);
    }
}
