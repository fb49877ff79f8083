package org.hypernetspark.dl4j;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks, weights and inputs that the tests of this room share. */
final class SampleNetworks {
    private SampleNetworks() {}

    static Network mlp(int features, int outputs) {
        return Network.of(
                Shape.of(features),
                List.of(
                        new Dense(17),
                        Activation.RELU,
                        new Dropout(0.3),
                        new Dense(9, false),
                        Activation.TANH,
                        new Dense(outputs)));
    }

    /** Rectangular kernels, strides and an image that is not square, so that no two dimensions can be mixed up. */
    static Network leNet() {
        return Network.of(
                Shape.of(2, 14, 12),
                List.of(
                        new Conv2d(4, 3, 5, 1, 1, 1, 2, true),
                        Activation.ELU,
                        new MaxPool2d(2, 3, 2, 3),
                        new Conv2d(5, 2, 1, 2, 1, 0, 0, false),
                        Activation.SOFTPLUS,
                        new AveragePool2d(2, 2, 1, 1),
                        new Flatten(),
                        new Dense(11),
                        Activation.LEAKY_RELU,
                        new Dense(6)));
    }

    static List<LayerSpec> everyActivationByItself() {
        return List.of(
                new Dense(6),
                Activation.IDENTITY,
                Activation.SIGMOID,
                Activation.TANH,
                Activation.LEAKY_RELU,
                Activation.ELU,
                Activation.SOFTPLUS,
                Activation.RELU,
                new Dense(2),
                Activation.SIGMOID);
    }

    static float[] weights(Network network) {
        return network.layout().initialize(Initializers.uniform(-0.5, 0.5), 3);
    }

    static float[] inputs(Network network, int rows) {
        float[] x = new float[rows * network.input().size()];
        RandomStream random = new RandomStream(11);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /** Our predictions {@code [rows, outputs]}. */
    static float[] predict(Network network, Loss loss, float[] theta, float[] x, int rows) {
        int width = network.output().size();
        float[] memory = network.pass(1, rows).predict(Weights.single(theta), x, 1, rows);
        float[] y = Arrays.copyOf(memory, rows * width);
        loss.link(y, rows, width);
        return y;
    }

    static INDArray rows(float[] x, int rows) {
        return Nd4j.createFromArray(x).reshape(rows, x.length / rows);
    }
}
