package org.hypernetspark.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
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
import org.hypernetspark.param.Shape;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * Writes one network as a DL4J configuration.
 *
 * <p>An activation behind a dense or convolution layer becomes that layer's own; a dense layer at the end takes the loss.
 * Every other layer of ours becomes one of DL4J's, except flatten, which becomes the next layer's input preprocessor.
 */
final class Dl4jWriter {
    private final Network network;
    private final Loss loss;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Integer, InputPreProcessor> preprocessors = new TreeMap<>();
    private boolean ended;

    Dl4jWriter(Network network, Loss loss) {
        this.network = network;
        this.loss = loss;
    }

    MultiLayerConfiguration write() {
        input();
        int count = network.specs().size();
        int next = 0;
        while (next < count) {
            next = layer(next);
        }
        if (!ended) {
            lossLayer();
        }
        // The seed draws no weights; fixed, it keeps the text of one network's configuration the same.
        NeuralNetConfiguration.ListBuilder builder =
                new NeuralNetConfiguration.Builder().seed(0).list(layers.toArray(new Layer[0]));
        preprocessors.forEach(builder::inputPreProcessor);
        return builder.build();
    }

    private void input() {
        Shape input = network.input();
        if (input.rank() == 3) {
            preprocessors.put(0, new FeedForwardToCnnPreProcessor(input.dim(1), input.dim(2), input.dim(0)));
        } else if (input.rank() != 1) {
            throw new IllegalArgumentException(
                    "DL4J takes vectors or images (channels x height x width); the network's " + "input has shape "
                            + input);
        }
    }

    /** Writes our layer {@code index}, perhaps with the activation behind it; returns the next one to write. */
    private int layer(int index) {
        LayerSpec spec = network.specs().get(index);
        if (spec instanceof Dense dense) {
            return dense(index, dense);
        } else if (spec instanceof Conv2d convolution) {
            return convolution(index, convolution);
        } else if (spec instanceof Flatten) {
            flatten(index);
        } else {
            layers.add(withoutWeights(index, spec));
        }
        return index + 1;
    }

    private int dense(int index, Dense dense) {
        boolean own = hasActivation(index + 1);
        int next = own ? index + 2 : index + 1;
        int inputs = network.layers().get(index).input().size();
        IActivation activation = own ? activation(index + 1) : new ActivationIdentity();
        if (next == network.specs().size() && (!own || Dl4jLosses.leavesActivation(loss))) {
            layers.add(new OutputLayer.Builder(Dl4jLosses.write(loss))
                    .nIn(inputs)
                    .nOut(dense.units())
                    .hasBias(dense.bias())
                    .activation(own ? activation : Dl4jLosses.activation(loss))
                    .build());
            ended = true;
        } else {
            layers.add(new DenseLayer.Builder()
                    .nIn(inputs)
                    .nOut(dense.units())
                    .hasBias(dense.bias())
                    .activation(activation)
                    .build());
        }
        return next;
    }

    private int convolution(int index, Conv2d spec) {
        boolean own = hasActivation(index + 1);
        layers.add(new ConvolutionLayer.Builder(spec.kernelHeight(), spec.kernelWidth())
                .nIn(network.layers().get(index).input().dim(0))
                .nOut(spec.filters())
                .stride(spec.strideHeight(), spec.strideWidth())
                .padding(spec.paddingHeight(), spec.paddingWidth())
                .convolutionMode(ConvolutionMode.Truncate)
                .hasBias(spec.bias())
                .activation(own ? activation(index + 1) : new ActivationIdentity())
                .build());
        return own ? index + 2 : index + 1;
    }

    /** An identity stays a layer, so that reading gives the same layers again. */
    private boolean hasActivation(int index) {
        return index < network.specs().size()
                && network.specs().get(index) instanceof Activation activation
                && activation != Activation.IDENTITY;
    }

    private IActivation activation(int index) {
        return Dl4jActivations.write(index, (Activation) network.specs().get(index));
    }

    private void flatten(int index) {
        Shape image = network.layers().get(index).input();
        if (image.rank() == 3) {
            preprocessors.put(
                    layers.size(), new CnnToFeedForwardPreProcessor(image.dim(1), image.dim(2), image.dim(0)));
        }
    }

    private static Layer withoutWeights(int index, LayerSpec spec) {
        if (spec instanceof MaxPool2d max) {
            return pooling(
                    PoolingType.MAX, max.kernelHeight(), max.kernelWidth(), max.strideHeight(), max.strideWidth());
        } else if (spec instanceof AveragePool2d mean) {
            return pooling(
                    PoolingType.AVG, mean.kernelHeight(), mean.kernelWidth(), mean.strideHeight(), mean.strideWidth());
        } else if (spec instanceof Activation activation) {
            return new ActivationLayer(Dl4jActivations.write(index, activation));
        } else if (spec instanceof Dropout dropout) {
            return new DropoutLayer.Builder(Dl4jReader.complement(dropout.rate())).build();
        }
        throw new IllegalArgumentException("Layer " + index + " (" + spec.name()
                + ") has no counterpart in DL4J; expected dense, conv2d, pooling, "
                + "flatten, dropout or an activation");
    }

    private static Layer pooling(
            PoolingType type, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) {
        return new SubsamplingLayer.Builder(type)
                .kernelSize(kernelHeight, kernelWidth)
                .stride(strideHeight, strideWidth)
                .convolutionMode(ConvolutionMode.Truncate)
                .build();
    }

    private void lossLayer() {
        if (network.output().rank() != 1) {
            throw new IllegalArgumentException("DL4J's losses take vectors, but the network's output has shape "
                    + network.output() + "; end it with a flatten layer");
        }
        LossLayer layer = new LossLayer.Builder(Dl4jLosses.write(loss))
                .activation(Dl4jLosses.activation(loss))
                .build();
        // The width decides nothing, but DL4J warns where there is none, and its builder does not take it.
        layer.setNIn(network.output().size());
        layer.setNOut(network.output().size());
        layers.add(layer);
    }
}
