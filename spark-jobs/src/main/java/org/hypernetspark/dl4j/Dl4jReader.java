package org.hypernetspark.dl4j;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Walks through one configuration, layer by layer, and keeps account of the shape. */
final class Dl4jReader {
    private static final String SUPPORTED =
            "supported are DenseLayer, ConvolutionLayer, SubsamplingLayer, ActivationLayer, "
                    + "DropoutLayer, OutputLayer and LossLayer";

    private final MultiLayerConfiguration configuration;
    private final List<LayerSpec> specs = new ArrayList<>();
    private Shape shape;
    private Loss loss;

    Dl4jReader(MultiLayerConfiguration configuration) {
        this.configuration = configuration;
    }

    TargetSpec read(Shape input) {
        shape = input;
        int count = configuration.getConfs().size();
        for (int i = 0; i < count; i++) {
            Layer layer = configuration.getConf(i).getLayer();
            try {
                layer(layer, configuration.getInputPreProcess(i));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        "DL4J layer " + i + " (" + layer.getClass().getSimpleName() + "): " + e.getMessage(), e);
            }
        }
        if (loss == null) {
            throw new IllegalArgumentException(
                    "The DL4J configuration has no loss; expected an OutputLayer or LossLayer" + " as the last of its "
                            + count + " layers");
        }
        return new TargetSpec(input, specs, loss);
    }

    private void layer(Layer layer, InputPreProcessor preprocessor) {
        if (loss != null) {
            throw new IllegalArgumentException(
                    "a layer after the output or loss layer is not supported; put that one last");
        }
        preprocess(preprocessor);
        refuseConstraints(layer);
        layer(layer);
    }

    private void preprocess(InputPreProcessor preprocessor) {
        if (preprocessor == null) {
            return;
        }
        String name = preprocessor.getClass().getSimpleName();
        if (preprocessor instanceof CnnToFeedForwardPreProcessor) {
            refuseOtherImage(name, preprocessor);
            add(new Flatten());
        } else if (preprocessor instanceof FeedForwardToCnnPreProcessor) {
            refuseOtherImage(name, preprocessor);
        } else {
            throw new IllegalArgumentException(
                    "input preprocessor " + name + " is not supported; supported are CnnToFeedForwardPreProcessor, and "
                            + "FeedForwardToCnnPreProcessor before the first layer");
        }
    }

    private void refuseOtherImage(String name, InputPreProcessor preprocessor) {
        Shape image = Dl4jInput.image(preprocessor);
        if (!image.equals(shape)) {
            throw new IllegalArgumentException(
                    "input preprocessor " + name + " expects images " + image + ", but " + shape + " comes in; let "
                            + "setInputType set the preprocessors; vectors become images before the first layer only");
        }
    }

    private static void refuseConstraints(Layer layer) {
        if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
            throw new IllegalArgumentException("constraints on weights are not supported; take them out");
        }
        if (layer instanceof BaseLayer base && base.getWeightNoise() != null) {
            throw new IllegalArgumentException("weight noise is not supported; take it out, or use dropout");
        }
    }

    /** The exact class decides: subclasses compute something else. */
    private void layer(Layer layer) {
        Class<? extends Layer> type = layer.getClass();
        if (type == DenseLayer.class) {
            dense((DenseLayer) layer);
        } else if (type == ConvolutionLayer.class) {
            convolution((ConvolutionLayer) layer);
        } else if (type == SubsamplingLayer.class) {
            add(Dl4jWindows.pooling((SubsamplingLayer) layer, shape));
        } else if (type == ActivationLayer.class) {
            add(Dl4jActivations.read(((ActivationLayer) layer).getActivationFn()));
        } else if (type == DropoutLayer.class) {
            dropout(layer.getIDropout());
        } else if (type == OutputLayer.class) {
            OutputLayer output = (OutputLayer) layer;
            weights(output, output.hasBias());
            loss(output.getLossFn(), output.getActivationFn());
        } else if (type == LossLayer.class) {
            LossLayer end = (LossLayer) layer;
            loss(end.getLossFn(), end.getActivationFn());
        } else {
            throw new IllegalArgumentException("this kind of layer is not supported; " + SUPPORTED);
        }
    }

    private void dense(DenseLayer layer) {
        if (layer.hasLayerNorm()) {
            throw new IllegalArgumentException("layer normalisation is not supported; use hasLayerNorm(false)");
        }
        weights(layer, layer.hasBias());
        activation(layer.getActivationFn());
    }

    private void weights(FeedForwardLayer layer, boolean bias) {
        if (shape.rank() != 1) {
            throw new IllegalArgumentException("an image " + shape + " comes in where a vector is expected; put a "
                    + "CnnToFeedForwardPreProcessor before it, as setInputType does");
        }
        refuseOtherWidth(layer.getNIn(), shape.size());
        dropout(layer.getIDropout());
        add(new Dense(Math.toIntExact(layer.getNOut()), bias));
    }

    private void convolution(ConvolutionLayer layer) {
        LayerSpec spec = Dl4jWindows.convolution(layer, shape);
        refuseOtherWidth(layer.getNIn(), shape.dim(0));
        dropout(layer.getIDropout());
        add(spec);
        activation(layer.getActivationFn());
    }

    /** DL4J's 0 says that {@code nIn} was never set. */
    private static void refuseOtherWidth(long nIn, int actual) {
        if (nIn != 0 && nIn != actual) {
            throw new IllegalArgumentException(
                    "nIn is " + nIn + ", but " + actual + " come in; correct nIn, " + "or leave it to setInputType");
        }
    }

    private void activation(IActivation function) {
        Activation activation = Dl4jActivations.read(function);
        if (activation != Activation.IDENTITY) {
            add(activation);
        }
    }

    private void dropout(IDropout dropout) {
        if (dropout == null) {
            return;
        }
        if (!(dropout instanceof org.deeplearning4j.nn.conf.dropout.Dropout plain)) {
            throw new IllegalArgumentException(dropout.getClass().getSimpleName() + " is not supported; use Dropout");
        }
        if (plain.getPSchedule() != null) {
            throw new IllegalArgumentException("dropout with a schedule is not supported; use a fixed probability");
        }
        add(new Dropout(complement(plain.getP())));
    }

    /** {@code 1 - p} in decimals, so that 0.8 becomes 0.2 and not 0.19999999999999996. */
    static double complement(double probability) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(probability)).doubleValue();
    }

    private void loss(ILossFunction function, IActivation activation) {
        loss = Dl4jLosses.read(function, activation);
        if (Dl4jLosses.leavesActivation(loss)) {
            activation(activation);
        }
        loss.labelWidth(shape);
    }

    private void add(LayerSpec spec) {
        shape = spec.bind(shape).output();
        specs.add(spec);
    }
}
