package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers one by one, which their own tests hold against the reference, are what they must give together. */
class PooledConvolutionTest {
    private static final int TASKS = 2;
    private static final double ROUNDING = 2e-6;

    static Stream<Arguments> networks() {
        Conv2d withoutBias = new Conv2d(4, 3, 2, 1, 1, 0, 0, false);
        Conv2d many = new Conv2d(3, 5);
        return Stream.of(
                Arguments.of(Shape.of(1, 8, 8), List.of(new Conv2d(3, 3), new MaxPool2d(2)), 6),
                Arguments.of(Shape.of(2, 9, 8), List.of(withoutBias, Activation.TANH, new MaxPool2d(2)), 8),
                Arguments.of(Shape.of(3, 9, 10), List.of(many, Activation.RELU, new MaxPool2d(2)), 7),
                Arguments.of(Shape.of(3, 7, 7), List.of(many, new MaxPool2d(2), Activation.GELU), 70),
                Arguments.of(Shape.of(1, 7, 8), List.of(new Conv2d(2, 3), new MaxPool2d(2)), 300),
                Arguments.of(Shape.of(1, 5, 5), List.of(new Conv2d(2, 2), new MaxPool2d(2)), 1100),
                Arguments.of(Shape.of(3, 7, 10), List.of(new Conv2d(20, 5), new MaxPool2d(2)), 300),
                Arguments.of(
                        Shape.of(1, 14, 13),
                        List.of(
                                new Conv2d(8, 3),
                                Activation.RELU,
                                new MaxPool2d(2),
                                new Conv2d(3, 3),
                                Activation.LEAKY_RELU,
                                Activation.SIGMOID,
                                new MaxPool2d(2),
                                new Dropout(0.3),
                                new Flatten(),
                                new Dense(4)),
                        6));
    }

    /** What a network gives: outputs, gradient of the inputs and of the weights. */
    private record Result(float[] y, float[] dx, float[] dTheta) {
        void assertClose(Result expected) {
            same(y, expected.y);
            same(dx, expected.dx);
            same(dTheta, expected.dTheta);
        }

        private static void same(float[] actual, float[] expected) {
            assertThat(Vectors.relativeError(actual, Vectors.toDouble(expected)))
                    .isLessThanOrEqualTo(ROUNDING);
        }
    }

    private static Weights weights(Network network, int tasks) {
        int size = network.layout().size();
        return new Weights(Vectors.normal(tasks * size, 0.3, 1), 0, size);
    }

    private static float[] gradient(Network network, int tasks, int batch) {
        return Vectors.normal(tasks * batch * network.output().size(), 3);
    }

    private static float[] input(Network network, int tasks, int batch) {
        return Vectors.normal(tasks * batch * network.input().size(), 2);
    }

    private static Result together(Network network, int tasks, int batch) {
        int n = tasks * batch;
        Weights theta = weights(network, tasks);
        Weights dTheta = new Weights(new float[theta.values().length], 0, theta.stride());
        NetworkPass pass = network.pass(tasks, batch);
        float[] y = pass.forward(theta, input(network, tasks, batch), tasks, batch, true, new long[tasks]);
        float[] output = Arrays.copyOf(y, n * network.output().size());
        float[] dx = pass.backward(theta, dTheta, gradient(network, tasks, batch), true);
        return new Result(output, Arrays.copyOf(dx, n * network.input().size()), dTheta.values());
    }

    /** Each layer called by itself, in its own form. */
    private static Result oneByOne(Network network, int tasks, int batch) {
        Weights theta = weights(network, tasks);
        float[] dTheta = new float[theta.values().length];
        List<LayerRun> runs = network.layers().stream()
                .map(layer -> new LayerRun(layer, tasks, batch))
                .toList();
        float[] x = input(network, tasks, batch);
        for (int i = 0; i < runs.size(); i++) {
            LayerPass p = runs.get(i).pass;
            p.position = i;
            p.seeds = new long[tasks];
            p.x = x;
            p.theta = theta.values();
            p.thetaAt = network.offset(i);
            p.thetaStride = theta.stride();
            p.dTheta = dTheta;
            p.dThetaAt = network.offset(i);
            p.dThetaStride = theta.stride();
            runs.get(i).forward();
            x = p.y;
        }
        float[] gradient = gradient(network, tasks, batch);
        for (int i = runs.size() - 1; i >= 0; i--) {
            runs.get(i).pass.dy = gradient;
            gradient = runs.get(i).backward().pass.dx;
        }
        return new Result(x, gradient, dTheta);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsAndGradientsAreThoseOfTheLayersOneByOne(Shape input, List<LayerSpec> layers, int batch) {
        Network network = Network.of(input, layers);
        together(network, TASKS, batch).assertClose(oneByOne(network, TASKS, batch));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void severalTasksAtOnceAreBitEqualToATaskAlone(Shape input, List<LayerSpec> layers, int batch) {
        Network network = Network.of(input, layers);
        Result both = together(network, TASKS, batch);
        NetworkPass pass = network.pass(1, batch);
        int size = network.layout().size();
        Weights theta = new Weights(weights(network, TASKS).values(), size, size);
        Weights dTheta = new Weights(new float[size], 0, size);
        float[] x = Vectors.normal(TASKS * batch * input.size(), 2);
        float[] dy = gradient(network, TASKS, batch);
        int outputs = batch * network.output().size();
        float[] y =
                pass.forward(theta, Arrays.copyOfRange(x, batch * input.size(), x.length), 1, batch, true, new long[1]);
        assertThat(Arrays.copyOf(y, outputs)).isEqualTo(Arrays.copyOfRange(both.y, outputs, 2 * outputs));
        pass.backward(theta, dTheta, Arrays.copyOfRange(dy, outputs, dy.length), false);
        assertThat(dTheta.values()).isEqualTo(Arrays.copyOfRange(both.dTheta, size, 2 * size));
    }

    @Test
    void theFirstOfEqualValuesGetsTheGradient() {
        Network network = Network.of(Shape.of(1, 2, 2), List.of(new Conv2d(1, 1), new MaxPool2d(2)));
        NetworkPass pass = network.pass(1, 6);
        Weights theta = Weights.single(new float[] {0, 1});
        pass.predict(theta, new float[] {4, 4, 4, 4}, 1, 1);
        float[] dx = pass.backward(theta, null, new float[] {3}, true);
        assertThat(Arrays.copyOf(dx, 4)).containsExactly(3, 0, 0, 0);
    }

    @Test
    void fewExamplesRunLayerByLayer() {
        Network network = Network.of(Shape.of(1, 8, 8), List.of(new Conv2d(3, 3), new MaxPool2d(2)));
        assertThat(PassLayer.pooled(network, 5)).hasSameSizeAs(network.layers());
        assertThat(PassLayer.pooled(network, 6)).anyMatch(part -> part.layer() instanceof PooledConvolution);
    }
}
