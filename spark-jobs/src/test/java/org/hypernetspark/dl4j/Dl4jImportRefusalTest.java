package org.hypernetspark.dl4j;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.FixedSchedule;

@Timeout(120)
class Dl4jImportRefusalTest {
    private static final Shape VECTOR = Shape.of(4);
    private static final Shape IMAGE = Shape.of(1, 6, 6);

    static Stream<Arguments> unsupportedLayers() {
        return Stream.of(
                refused(VECTOR, new LSTM.Builder().nIn(4).nOut(2).build(), "(LSTM)", "supported are DenseLayer"),
                refused(VECTOR, new BatchNormalization.Builder().nIn(4).nOut(4).build(), "(BatchNormalization)"),
                refused(
                        IMAGE,
                        new DepthwiseConvolution2D.Builder(2, 2).nIn(1).nOut(2).build(),
                        "(DepthwiseConvolution2D)",
                        "not supported"),
                refused(VECTOR, dense().hasLayerNorm(true).build(), "layer normalisation", "hasLayerNorm(false)"),
                refused(VECTOR, dense().weightNoise(new DropConnect(0.5)).build(), "weight noise"),
                refused(
                        VECTOR,
                        dense().constrainWeights(new MaxNormConstraint(1, 1)).build(),
                        "constraints"),
                refused(VECTOR, dense().dropOut(new GaussianDropout(0.5)).build(), "GaussianDropout"),
                refused(VECTOR, scheduledDropout(), "schedule", "fixed probability"),
                refused(VECTOR, dense().nIn(5).build(), "nIn is 5, but 4 come in"),
                refused(VECTOR, dense().nOut(0).build(), "at least 1 unit"),
                refused(IMAGE, dense().nIn(36).build(), "image 1x6x6", "CnnToFeedForwardPreProcessor"),
                refused(VECTOR, conv().build(), "vector of 4", "channels x height x width"),
                refused(IMAGE, conv().nIn(3).build(), "nIn is 3, but 1 come in"),
                refused(IMAGE, conv().convolutionMode(ConvolutionMode.Same).build(), "mode Same", "Truncate"),
                refused(
                        IMAGE,
                        conv().convolutionMode(ConvolutionMode.Strict)
                                .stride(3, 3)
                                .build(),
                        "mode Strict",
                        "1x6x6"),
                refused(IMAGE, conv().dilation(2, 2).build(), "dilation 2x2"),
                refused(IMAGE, conv().dataFormat(CNN2DFormat.NHWC).build(), "NHWC", "use NCHW"),
                refused(IMAGE, conv().kernelSize(7, 7).build(), "kernel 7x7 is larger"),
                refused(IMAGE, euclideanPooling(), "PNORM", "MAX and AVG"),
                refused(IMAGE, pooling(PoolingType.SUM).build(), "SUM", "MAX and AVG"),
                refused(IMAGE, pooling(PoolingType.AVG).padding(1, 1).build(), "padding 1x1"));
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("unsupportedLayers")
    void anUnsupportedLayerIsNamed(Shape input, Layer layer, String name, List<String> parts) {
        MultiLayerConfiguration configuration = configuration(null, new ActivationLayer(Activation.TANH), layer);

        assertThatThrownBy(() -> Dl4jImport.target(configuration, input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DL4J layer 1 (" + name + "): ")
                .hasMessageContainingAll(parts.toArray(new String[0]));
    }

    static Stream<Arguments> unsupportedActivations() {
        return Stream.of(
                Arguments.of(new ActivationGELU(), "ActivationGELU"),
                Arguments.of(new ActivationGELU(true), "ActivationGELU"),
                Arguments.of(new ActivationLReLU(0.2), "alpha 0.2"),
                Arguments.of(new ActivationELU(0.5), "alpha 0.5"),
                Arguments.of(new ActivationReLU(6.0, 0.0, 0.0), "maximum 6.0"),
                Arguments.of(new ActivationReLU(null, 0.5, 0.0), "threshold 0.5"),
                Arguments.of(new ActivationReLU(null, 0.0, 0.1), "negative slope 0.1"),
                Arguments.of(Activation.SWISH.getActivationFunction(), "ActivationSwish"),
                Arguments.of(Activation.SOFTMAX.getActivationFunction(), "ActivationSoftmax"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsupportedActivations")
    void anUnsupportedActivationIsNamed(IActivation activation, String part) {
        MultiLayerConfiguration configuration =
                configuration(null, dense().activation(activation).build());

        assertThatThrownBy(() -> Dl4jImport.target(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DL4J layer 0 (DenseLayer): activation ")
                .hasMessageContainingAll(part, "supported are identity");
    }

    static Stream<Arguments> unsupportedEnds() {
        return Stream.of(
                Arguments.of(output(LossFunction.MEAN_ABSOLUTE_ERROR, Activation.IDENTITY), "LossMAE is not supported"),
                Arguments.of(output(LossFunction.L2, Activation.IDENTITY), "LossL2 is not supported"),
                Arguments.of(output(LossFunction.MCXENT, Activation.SIGMOID), "use it with softmax"),
                Arguments.of(output(LossFunction.XENT, Activation.IDENTITY), "use it with sigmoid"),
                Arguments.of(output(LossFunction.MSE, Activation.SOFTMAX), "ActivationSoftmax is not supported"),
                Arguments.of(
                        new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(1f, 2f)))
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "loss with weights"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsupportedEnds")
    void anUnsupportedLossIsNamed(Layer end, String part) {
        MultiLayerConfiguration configuration = configuration(null, end);

        assertThatThrownBy(() -> Dl4jImport.target(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DL4J layer 0 (OutputLayer): ")
                .hasMessageContaining(part);
    }

    @Test
    void aConfigurationWithoutALossIsRefused() {
        assertThatThrownBy(() -> Dl4jImport.target(configuration(null, dense().build())))
                .hasMessageContainingAll("has no loss", "OutputLayer or LossLayer", "1 layers");
    }

    @Test
    void layersBehindTheLossAreRefused() {
        Layer output = output(LossFunction.MSE, Activation.IDENTITY);

        assertThatThrownBy(() -> Dl4jImport.target(configuration(null, output, dense().build())))
                .hasMessageContainingAll("DL4J layer 1 (DenseLayer)", "after the output");
    }

    @Test
    void otherPreprocessorsAreRefused() {
        InputPreProcessor recurrent = new RnnToFeedForwardPreProcessor();

        assertThatThrownBy(() -> Dl4jImport.target(configuration(recurrent, dense().build())))
                .hasMessageContainingAll("DL4J layer 0", "RnnToFeedForwardPreProcessor is not supported");
    }

    @Test
    void vectorsDoNotBecomeImagesInTheMiddle() {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .list()
                .layer(dense().nOut(36).build())
                .layer(conv().build())
                .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(6, 6, 1))
                .build();

        assertThatThrownBy(() -> Dl4jImport.target(configuration))
                .hasMessageContainingAll("DL4J layer 1", "1x6x6, but 36 comes in", "before the first layer");
    }

    @Test
    void anInputThatIsNotToBeFoundMustBeGiven() {
        assertThatThrownBy(() -> Dl4jImport.target(configuration(null, conv().build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("does not say the shape of its input", "convolutionalFlat");
    }

    @Test
    void aGivenInputMustBeTheConfigurationsImage() {
        MultiLayerConfiguration configuration =
                configuration(new FeedForwardToCnnPreProcessor(6, 6, 1), conv().build());

        assertThatThrownBy(() -> Dl4jImport.target(configuration, Shape.of(1, 4, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("images 1x6x6", "got an input of shape 1x4x9");
    }

    @Test
    void textThatIsNoConfigurationIsRefused() {
        for (String text : List.of("", "{}", "not json", "{\"confs\": 3}")) {
            assertThatThrownBy(() -> Dl4jImport.targetFromJson(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("DL4J");
        }
    }

    private static Arguments refused(Shape input, Layer layer, String... parts) {
        return Arguments.of(input, layer, layer.getClass().getSimpleName(), List.of(parts));
    }

    private static MultiLayerConfiguration configuration(InputPreProcessor first, Layer... layers) {
        NeuralNetConfiguration.ListBuilder builder = new NeuralNetConfiguration.Builder().list(layers);
        return (first == null ? builder : builder.inputPreProcessor(0, first))
                .validateOutputLayerConfig(false)
                .build();
    }

    private static DenseLayer.Builder dense() {
        return new DenseLayer.Builder().nIn(4).nOut(2).activation(Activation.TANH);
    }

    private static Layer scheduledDropout() {
        return dense().dropOut(new org.deeplearning4j.nn.conf.dropout.Dropout(new FixedSchedule(0.5)))
                .build();
    }

    private static ConvolutionLayer.Builder conv() {
        return new ConvolutionLayer.Builder(2, 2).nIn(1).nOut(2).activation(Activation.TANH);
    }

    private static SubsamplingLayer.Builder pooling(PoolingType type) {
        return new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2);
    }

    private static Layer euclideanPooling() {
        SubsamplingLayer.Builder builder = pooling(PoolingType.PNORM);
        builder.setPnorm(2);
        return builder.build();
    }

    private static Layer output(LossFunction loss, Activation activation) {
        return new OutputLayer.Builder(loss)
                .nIn(4)
                .nOut(2)
                .activation(activation)
                .build();
    }
}
