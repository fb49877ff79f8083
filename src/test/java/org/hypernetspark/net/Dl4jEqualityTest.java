package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypernetspark.net.Dl4jNetworks.Pair;
import org.hypernetspark.param.Initializers;
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

/** Outputs, losses and gradients of whole networks equal DL4J's, with our flat vector set into DL4J unchanged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class Dl4jEqualityTest {
    private static final int BATCH = 8;
    private static final double TOLERANCE = 1e-5;

    @BeforeAll
    void dl4jInDoublePrecision() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    Stream<Pair> pairs() {
        return Stream.of(
                Dl4jNetworks.classifier(),
                Dl4jNetworks.regressor(),
                Dl4jNetworks.leNetPair(),
                Dl4jNetworks.strided(),
                Dl4jNetworks.deconvolving(),
                Dl4jNetworks.overSequences());
    }

    /** One batch, run forward and backward by us and by DL4J. */
    private static final class Run {
        final float[] predictions;
        final double[] gradient;
        final double loss;
        final double[] theirPredictions;
        final double[] theirGradient;
        final double theirLoss;

        Run(Pair pair) {
            Network ours = pair.ours();
            float[] theta = ours.layout().initialize(Initializers.he(), 51);
            float[] x = Vectors.normal(BATCH * ours.input().size(), 52);
            int width = ours.output().size();
            float[] labels = labels(pair.loss(), width);
            NetworkPass pass = ours.pass(1, BATCH);
            LossPass loss = lossPass(
                    Arrays.copyOf(pass.predict(Weights.single(theta), x, 1, BATCH), BATCH * width), labels, width);
            pair.loss().compute(loss);
            this.predictions = loss.output.clone();
            pair.loss().link(predictions, BATCH, width);
            float[] dTheta = new float[theta.length];
            pass.backward(Weights.single(theta), Weights.single(dTheta), loss.dOutput, false);
            this.gradient = pair.inTheirOrder(dTheta);
            this.loss = loss.losses[0];

            MultiLayerNetwork theirs = pair.theirs();
            theirs.setParams(Nd4j.create(pair.inTheirOrder(theta), 1, theta.length));
            theirs.setInput(array(x, ours.input()));
            theirs.setLabels(theirLabels(labels, width));
            theirs.computeGradientAndScore();
            this.theirPredictions = theirs.output(array(x, ours.input())).data().asDouble();
            this.theirGradient = theirs.gradient().gradient().div(BATCH).data().asDouble();
            this.theirLoss = theirs.score();
        }

        private static float[] labels(Loss loss, int width) {
            if (!loss.classification()) {
                return Vectors.normal(BATCH * width, 53);
            }
            RandomStream random = new RandomStream(54);
            float[] labels = new float[BATCH];
            for (int i = 0; i < BATCH; i++) {
                labels[i] = random.nextInt(width);
            }
            return labels;
        }

        private static LossPass lossPass(float[] output, float[] labels, int width) {
            LossPass pass = new LossPass();
            pass.tasks = 1;
            pass.batch = BATCH;
            pass.width = width;
            pass.output = output;
            pass.labels = labels;
            pass.mask = LayerRun.filled(labels.length, 1);
            pass.dOutput = new float[output.length];
            pass.losses = new double[1];
            pass.counts = new double[1];
            return pass;
        }

        private static INDArray array(float[] x, Shape shape) {
            long[] dims = new long[1 + shape.rank()];
            dims[0] = BATCH;
            for (int i = 0; i < shape.rank(); i++) {
                dims[1 + i] = shape.dim(i);
            }
            return Nd4j.create(Vectors.toDouble(x), dims);
        }

        private static INDArray theirLabels(float[] labels, int width) {
            if (labels.length == BATCH * width) {
                return Nd4j.create(Vectors.toDouble(labels), BATCH, width);
            }
            double[] oneHot = new double[BATCH * width];
            for (int i = 0; i < BATCH; i++) {
                oneHot[i * width + (int) labels[i]] = 1;
            }
            return Nd4j.create(oneHot, BATCH, width);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void outputsLossesAndParameterGradientsAreEqual(Pair pair) {
        assertThat(pair.theirs().numParams()).isEqualTo(pair.ours().layout().size());
        Run run = new Run(pair);
        assertThat(Vectors.relativeError(run.predictions, run.theirPredictions)).isLessThanOrEqualTo(TOLERANCE);
        assertThat(Math.abs(run.loss - run.theirLoss) / run.theirLoss).isLessThanOrEqualTo(TOLERANCE);
        assertThat(Vectors.relativeError(run.gradient, run.theirGradient)).isLessThanOrEqualTo(TOLERANCE);
    }

    @Test
    void leNetHasTheWeightsOfThePaper() {
        assertThat(Dl4jNetworks.leNetPair().ours().layout().size()).isEqualTo(21_840);
    }
}
