package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypernetspark.net.Dl4jNetworks.Pair;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks over sequences equal DL4J's, with our flat vector set into DL4J unchanged; DL4J wants features before steps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class Dl4jSequenceEqualityTest {
    private static final int BATCH = 3;
    private static final int LENGTH = 7;
    private static final int FEATURES = 6;
    private static final int CLASSES = 4;
    private static final double TOLERANCE = 1e-5;

    @BeforeAll
    void dl4jInDoublePrecision() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    Stream<Pair> pairs() {
        return Stream.of(pair(
                "LSTM",
                new Lstm(5),
                new LSTM.Builder()
                        .nOut(5)
                        .activation(org.nd4j.linalg.activations.Activation.TANH)
                        .build()));
    }

    private static Pair pair(String name, LayerSpec ours, org.deeplearning4j.nn.conf.layers.Layer theirs) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(1)
                .list()
                .layer(theirs)
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(FEATURES, LENGTH))
                .build());
        network.init();
        List<LayerSpec> layers = List.of(ours, new PositionWise(new Dense(CLASSES)));
        return new Pair(name, Network.of(Shape.of(LENGTH, FEATURES), layers), network, new SoftmaxCrossEntropy());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void outputsAndParameterGradientsAreEqual(Pair pair) {
        Network ours = pair.ours();
        assertThat(pair.theirs().numParams()).isEqualTo(ours.layout().size());
        float[] theta = Vectors.normal(ours.layout().size(), 0.4, 61);
        float[] x = Vectors.normal(BATCH * LENGTH * FEATURES, 62);
        float[] labels = labels();

        NetworkPass pass = ours.pass(1, BATCH);
        LossPass loss = lossPass(pass.predict(Weights.single(theta), x, 1, BATCH), labels);
        pair.loss().compute(loss);
        float[] predictions = Arrays.copyOf(loss.output, BATCH * LENGTH * CLASSES);
        pair.loss().link(predictions, BATCH * LENGTH, CLASSES);
        float[] gradient = new float[theta.length];
        pass.backward(Weights.single(theta), Weights.single(gradient), loss.dOutput, false);

        MultiLayerNetwork theirs = pair.theirs();
        theirs.setParams(Nd4j.create(Vectors.toDouble(theta), 1, theta.length));
        INDArray input = featuresFirst(Vectors.toDouble(x), FEATURES);
        theirs.setInput(input);
        theirs.setLabels(featuresFirst(oneHot(labels), CLASSES));
        theirs.computeGradientAndScore();
        double[] theirGradient =
                theirs.gradient().gradient().div(BATCH * LENGTH).data().asDouble();
        double[] theirPredictions =
                theirs.output(input).permute(0, 2, 1).dup('c').data().asDouble();

        assertThat(Vectors.relativeError(predictions, theirPredictions)).isLessThanOrEqualTo(TOLERANCE);
        assertThat(Vectors.relativeError(gradient, theirGradient)).isLessThanOrEqualTo(TOLERANCE);
        assertThat(Math.abs(loss.losses[0] * LENGTH - theirs.score()) / theirs.score())
                .isLessThanOrEqualTo(TOLERANCE);
    }

    private static float[] labels() {
        RandomStream random = new RandomStream(63);
        float[] labels = new float[BATCH * LENGTH];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(CLASSES);
        }
        return labels;
    }

    private static LossPass lossPass(float[] output, float[] labels) {
        LossPass pass = new LossPass();
        pass.tasks = 1;
        pass.batch = BATCH;
        pass.width = LENGTH * CLASSES;
        pass.labelWidth = LENGTH;
        pass.output = output.clone();
        pass.labels = labels;
        pass.mask = LayerRun.filled(labels.length, 1);
        pass.dOutput = new float[output.length];
        pass.losses = new double[1];
        pass.counts = new double[1];
        return pass;
    }

    private static double[] oneHot(float[] labels) {
        double[] oneHot = new double[labels.length * CLASSES];
        for (int i = 0; i < labels.length; i++) {
            oneHot[i * CLASSES + (int) labels[i]] = 1;
        }
        return oneHot;
    }

    private static INDArray featuresFirst(double[] values, int features) {
        return Nd4j.create(values, new long[] {BATCH, LENGTH, features})
                .permute(0, 2, 1)
                .dup('c');
    }
}
