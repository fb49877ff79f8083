package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypernetspark.param.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of ours beside their equals in DL4J (in double precision). */
final class Dl4jNetworks {
    private Dl4jNetworks() {}

    /**
     * A network, its equal, and the loss both are trained with.
     *
     * @param order which of our weights each of theirs is
     */
    record Pair(String name, Network ours, MultiLayerNetwork theirs, Loss loss, int[] order) {
        Pair(String name, Network ours, MultiLayerNetwork theirs, Loss loss) {
            this(
                    name,
                    ours,
                    theirs,
                    loss,
                    IntStream.range(0, ours.layout().size()).toArray());
        }

        double[] inTheirOrder(float[] weights) {
            return Arrays.stream(order).mapToDouble(i -> weights[i]).toArray();
        }

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

    /** Transposed convolution, upsampling, and the mean of each channel. */
    static Pair deconvolving() {
        Network ours = Network.of(
                Shape.of(2, 4, 3),
                List.of(
                        new Deconv2d(3, 3, 2, 2, 1, 1, 0, true),
                        Activation.TANH,
                        new Upsample2d(2, 3),
                        new Conv2d(4, 5),
                        Activation.RELU,
                        new GlobalPool(false, null),
                        new Dense(4)));
        MultiLayerNetwork theirs = network(list().layer(new Deconvolution2D.Builder(3, 2)
                        .stride(2, 1)
                        .padding(1, 0)
                        .nOut(3)
                        .activation(org.nd4j.linalg.activations.Activation.TANH)
                        .build())
                .layer(new Upsampling2D.Builder().size(new int[] {2, 3}).build())
                .layer(convolution(4))
                .layer(new GlobalPoolingLayer(PoolingType.AVG))
                .layer(values(4))
                .setInputType(InputType.convolutional(4, 3, 2)));
        return new Pair("transposed convolution and upsampling", ours, theirs, new MeanSquaredError());
    }

    /** 1-D convolutions with stride and padding, and the maximum of each channel. */
    static Pair overSequences() {
        Network ours = Network.of(
                Shape.of(3, 17),
                List.of(
                        new Conv1d(4, 5, 2, 1, true),
                        Activation.TANH,
                        new Conv1d(5, 3),
                        new GlobalPool(true, Channels.FIRST),
                        new Dense(4)));
        MultiLayerNetwork theirs = network(list().layer(new Convolution1DLayer.Builder(5)
                        .stride(2)
                        .padding(1)
                        .nOut(4)
                        .activation(org.nd4j.linalg.activations.Activation.TANH)
                        .build())
                .layer(new Convolution1DLayer.Builder(3)
                        .nOut(5)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .layer(new GlobalPoolingLayer(PoolingType.MAX))
                .layer(values(4))
                .setInputType(InputType.recurrent(3, 17)));
        return new Pair("1-D convolution", ours, theirs, new MeanSquaredError(), sequenceOrder(ours));
    }

    /** DL4J keeps the weights of 1-D convolutions as {@code [kernel, channels, filters]}. */
    private static int[] sequenceOrder(Network ours) {
        int[] order = IntStream.range(0, ours.layout().size()).toArray();
        for (int i = 0; i < ours.layout().specs().size(); i++) {
            Shape shape = ours.layout().specs().get(i).shape();
            for (int at = 0; shape.rank() == 3 && at < shape.size(); at++) {
                int filter = at % shape.dim(0);
                int channel = at / shape.dim(0) % shape.dim(1);
                int position = at / shape.dim(0) / shape.dim(1);
                order[ours.layout().offset(i) + at] =
                        ours.layout().offset(i) + (filter * shape.dim(1) + channel) * shape.dim(2) + position;
            }
        }
        return order;
    }

    private static OutputLayer values(int units) {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(units)
                .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                .build();
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
