package org.hypernetspark.net;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypernetspark.param.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of ours beside their equals in DL4J (in double precision). */
final class Dl4jNetworks {
    private Dl4jNetworks() {}

    /** A network, its equal, and the loss both are trained with. */
    record Pair(String name, Network ours, MultiLayerNetwork theirs, Loss loss) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Pair classifier() {
        Network ours = Network.of(Shape.of(784), List.of(new Dense(100), Activation.RELU, new Dense(10)));
        MultiLayerNetwork theirs = network(list().layer(new DenseLayer.Builder()
                        .nOut(100)
                        .activation(org.nd4j.linalg.activations.Activation.RELU)
                        .build())
                .layer(classes())
                .setInputType(InputType.feedForward(784)));
        return new Pair("784-100-10 classifier", ours, theirs, new SoftmaxCrossEntropy());
    }

    static Pair regressor() {
        Network ours = Network.of(Shape.of(12), List.of(new Dense(20), Activation.TANH, new Dense(3)));
        MultiLayerNetwork theirs = network(list().layer(new DenseLayer.Builder()
                        .nOut(20)
                        .activation(org.nd4j.linalg.activations.Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(3)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(12)));
        return new Pair("12-20-3 regressor", ours, theirs, new MeanSquaredError());
    }

    /** 21,840 weights. */
    static List<LayerSpec> leNet() {
        return List.of(
                new Conv2d(10, 5),
                Activation.RELU,
                new MaxPool2d(2),
                new Conv2d(20, 5),
                Activation.RELU,
                new MaxPool2d(2),
                new Flatten(),
                new Dense(50),
                Activation.RELU,
                new Dense(10));
    }

    static Pair leNetPair() {
        MultiLayerNetwork theirs = network(list().layer(convolution(10))
                .layer(pooling(SubsamplingLayer.PoolingType.MAX))
                .layer(convolution(20))
                .layer(pooling(SubsamplingLayer.PoolingType.MAX))
                .layer(new DenseLayer.Builder()
                        .nOut(50)
                        .activation(org.nd4j.linalg.activations.Activation.RELU)
                        .build())
                .layer(classes())
                .setInputType(InputType.convolutional(28, 28, 1)));
        return new Pair("LeNet", Network.of(Shape.of(1, 28, 28), leNet()), theirs, new SoftmaxCrossEntropy());
    }

    /** Strides, padding and average pooling. */
    static Pair strided() {
        Network ours = Network.of(
                Shape.of(2, 9, 8),
                List.of(
                        new Conv2d(3, 3, 2, 2, 1, 1, 2, true),
                        Activation.TANH,
                        new AveragePool2d(2),
                        new Flatten(),
                        new Dense(4)));
        MultiLayerNetwork theirs = network(list().layer(new ConvolutionLayer.Builder(3, 2)
                        .stride(2, 1)
                        .padding(1, 2)
                        .nOut(3)
                        .activation(org.nd4j.linalg.activations.Activation.TANH)
                        .build())
                .layer(pooling(SubsamplingLayer.PoolingType.AVG))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(4)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(9, 8, 2)));
        return new Pair("strided convolution and average pooling", ours, theirs, new MeanSquaredError());
    }

    private static NeuralNetConfiguration.ListBuilder list() {
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(1)
                .list();
    }

    private static OutputLayer classes() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(10)
                .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
                .build();
    }

    private static ConvolutionLayer convolution(int filters) {
        return new ConvolutionLayer.Builder(5, 5)
                .nOut(filters)
                .activation(org.nd4j.linalg.activations.Activation.RELU)
                .build();
    }

    private static SubsamplingLayer pooling(SubsamplingLayer.PoolingType type) {
        return new SubsamplingLayer.Builder(type, new int[] {2, 2}, new int[] {2, 2}).build();
    }

    private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder list) {
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }
}
