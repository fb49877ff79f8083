package org.hypernetspark.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@Timeout(120)
class Dl4jImportTest {
    private static final int ROWS = 9;

    /** As a DL4J user writes it: global defaults, no {@code nIn}, preprocessors set by the input type. */
    private static NeuralNetConfiguration.ListBuilder leNet() {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .l2(1e-4)
                .activation(Activation.RELU)
                .list()
                .layer(new ConvolutionLayer.Builder(5, 5).nOut(6).padding(2, 2).build())
                .layer(new SubsamplingLayer.Builder(PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(8)
                        .convolutionMode(ConvolutionMode.Strict)
                        .build())
                .layer(new DenseLayer.Builder().nOut(10).dropOut(0.8).build())
                .layer(new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build());
    }

    @Test
    void aUsersConfigurationBecomesOurLayers() {
        MultiLayerConfiguration configuration =
                leNet().setInputType(InputType.convolutionalFlat(10, 12, 1)).build();

        TargetSpec target = Dl4jImport.target(configuration);

        assertThat(target.input()).isEqualTo(Shape.of(1, 10, 12));
        assertThat(target.layers())
                .containsExactly(
                        new Conv2d(6, 5, 5, 1, 1, 2, 2, true),
                        org.hypernetspark.net.Activation.RELU,
                        new MaxPool2d(2),
                        new Conv2d(8, 3),
                        org.hypernetspark.net.Activation.RELU,
                        new Flatten(),
                        new Dropout(0.2),
                        new Dense(10),
                        org.hypernetspark.net.Activation.RELU,
                        new Dense(4));
        assertThat(target.loss()).isEqualTo(new SoftmaxCrossEntropy());
    }

    @Test
    void readFromTextTheSameWeightsPredictTheSame() {
        MultiLayerConfiguration configuration =
                leNet().setInputType(InputType.convolutionalFlat(10, 12, 1)).build();
        TargetSpec target = Dl4jImport.targetFromJson(configuration.toJson());
        MultiLayerNetwork dl4j = new MultiLayerNetwork(configuration);
        dl4j.init();
        float[] x = SampleNetworks.inputs(target.network(), ROWS);

        float[] ours = SampleNetworks.predict(
                target.network(), target.loss(), dl4j.params().toFloatVector(), x, ROWS);

        assertThat(ours).hasSize(ROWS * 4);
        assertThat(dl4j.output(SampleNetworks.rows(x, ROWS)).data().asFloat()).containsExactly(ours, within(1e-5f));
    }

    @Test
    void aGivenShapeStandsInForAnInputThatTheConfigurationDoesNotKeep() {
        String json =
                leNet().setInputType(InputType.convolutional(10, 12, 1)).build().toJson();

        assertThat(Dl4jImport.targetFromJson(json, Shape.of(1, 10, 12)).layers())
                .hasSize(10);
    }

    @Test
    void aGivenVectorBecomesTheImageOfTheConfiguration() {
        MultiLayerConfiguration configuration =
                leNet().setInputType(InputType.convolutionalFlat(10, 12, 1)).build();

        assertThat(Dl4jImport.target(configuration, Shape.of(120)).input()).isEqualTo(Shape.of(1, 10, 12));
    }

    @Test
    void activationDropoutAndLossLayersStandAlone() {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DropoutLayer.Builder(0.9).build())
                .layer(new DenseLayer.Builder()
                        .nIn(3)
                        .nOut(2)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new ActivationLayer(Activation.SOFTPLUS))
                .layer(new LossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.TANH)
                        .build())
                .build();

        TargetSpec target = Dl4jImport.target(configuration);

        assertThat(target)
                .isEqualTo(new TargetSpec(
                        Shape.of(3),
                        List.of(
                                new Dropout(0.1),
                                new Dense(2, false),
                                org.hypernetspark.net.Activation.SOFTPLUS,
                                org.hypernetspark.net.Activation.TANH),
                        new MeanSquaredError()));
    }

    @Test
    void dropoutThatDl4jIgnoresIsIgnored() {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .dropOut(0.5)
                .list()
                .layer(new ActivationLayer(Activation.TANH))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();

        assertThat(Dl4jImport.target(configuration).layers())
                .containsExactly(org.hypernetspark.net.Activation.TANH, new Dropout(0.5), new Dense(1));
    }
}
