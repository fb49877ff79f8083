package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypernetspark.net.Dl4jNetworks.Pair;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        return Stream.of(
                pair(
                        "LSTM",
                        new Lstm(5),
                        new LSTM.Builder()
                                .nOut(5)
                                .activation(org.nd4j.linalg.activations.Activation.TANH)
                                .build()),
                attention());
    }

    private static Pair attention() {
        return pair(
                "attention of 2 heads",
                new SelfAttention(2, 3, 5, false),
                new SelfAttentionLayer.Builder()
                        .nOut(5)
                        .nHeads(2)
                        .headSize(3)
                        .projectInput(true)
                        .build());
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
        double score = score(theirs, Vectors.toDouble(theta), x, labels);
        double[] theirGradient = gradient(pair);
        double[] theirPredictions = theirs.output(featuresFirst(Vectors.toDouble(x), FEATURES))
                .permute(0, 2, 1)
                .dup('c')
                .data()
                .asDouble();

        assertThat(Vectors.relativeError(predictions, theirPredictions)).isLessThanOrEqualTo(TOLERANCE);
        assertThat(Vectors.relativeError(gradient, theirGradient)).isLessThanOrEqualTo(TOLERANCE);
        assertThat(Math.abs(loss.losses[0] * LENGTH - score) / score).isLessThanOrEqualTo(TOLERANCE);
    }

    private static double score(MultiLayerNetwork network, double[] theta, float[] x, float[] labels) {
        network.setParams(Nd4j.create(theta, 1, theta.length));
        network.setInput(featuresFirst(Vectors.toDouble(x), FEATURES));
        network.setLabels(featuresFirst(oneHot(labels), CLASSES));
        network.computeGradientAndScore();
        return network.score();
    }

    /** The gradient of the mean loss. Of DL4J's attention it is half of what DL4J says, see the test below. */
    private static double[] gradient(Pair pair) {
        double[] gradient =
                pair.theirs().gradient().gradient().div(BATCH * LENGTH).data().asDouble();
        int doubled = pair.ours().specs().get(0) instanceof SelfAttention
                ? pair.ours().offset(1)
                : 0;
        for (int i = 0; i < doubled; i++) {
            gradient[i] /= 2;
        }
        return gradient;
    }

    /** 1.0.0-M2.1 against its own score. If this fails, DL4J has been mended, and {@link #gradient} need not halve. */
    @Test
    void dl4jSaysTwiceTheGradientOfItsAttention() {
        Pair pair = attention();
        double[] theta = Vectors.toDouble(Vectors.normal(pair.ours().layout().size(), 0.4, 61));
        float[] x = Vectors.normal(BATCH * LENGTH * FEATURES, 62);
        score(pair.theirs(), theta, x, labels());
        double[] said = pair.theirs().gradient().gradient().div(BATCH).data().asDouble();
        double step = 1e-5;
        for (int weight : new int[] {0, pair.ours().offset(1) - 1, pair.ours().offset(1)}) {
            double[] moved = theta.clone();
            moved[weight] = theta[weight] + step;
            double above = score(pair.theirs(), moved, x, labels());
            moved[weight] = theta[weight] - step;
            double slope = (above - score(pair.theirs(), moved, x, labels())) / (2 * step);
            int times = weight < pair.ours().offset(1) ? 2 : 1;
            assertThat(said[weight]).isCloseTo(times * slope, within(1e-6));
        }
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
