package org.hypernetspark.reproduce;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.OneHot;
import org.hypernetspark.net.PositionWise;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.param.Shape;
import org.hypernetspark.train.Optimizer;
import org.hypernetspark.train.OptimizerSpec;

/**
 * A recurrent network that predicts each next character of windows of a text, trained by Adam; each window begins from a zero
 * state.
 */
final class CharacterModel {
    private static final int LENGTH = 50;
    private static final int BATCH = 32;
    private static final double CLIP = 1;
    private static final long[] NO_SEEDS = {0};

    private final CharacterText text;
    private final Network network;
    private final NetworkPass pass;
    private final Optimizer optimizer;
    private final LossPass loss = new LossPass();
    private final float[] input = new float[BATCH * LENGTH];
    private final float[] theta;
    private final float[] gradient;
    private final float[][] slots;
    private final long seed;
    private final RandomStream random = new RandomStream(0);
    private long steps;

    /** With first weights and windows of this seed. */
    CharacterModel(CharacterText text, LayerSpec recurrent, double learningRate, long seed) {
        this.text = text;
        this.network = network(text, recurrent);
        this.pass = network.pass(1, BATCH);
        this.optimizer = new Optimizer(OptimizerSpec.adam(learningRate));
        this.theta = network.layout().initialize(Initializers.xavier(), seed);
        this.gradient = new float[theta.length];
        this.slots = optimizer.newSlots(theta.length);
        this.seed = seed;
        loss.tasks = 1;
        loss.batch = BATCH;
        loss.width = network.output().size();
        loss.labelWidth = LENGTH;
        loss.labels = new float[BATCH * LENGTH];
        loss.mask = new float[BATCH * LENGTH];
        loss.losses = new double[1];
        loss.counts = new double[1];
    }

    private static Network network(CharacterText text, LayerSpec recurrent) {
        int classes = text.alphabet().length;
        return Network.of(
                Shape.of(LENGTH), List.of(new OneHot(classes), recurrent, new PositionWise(new Dense(classes))));
    }

    /** Number of weights of a network with this recurrent layer. */
    static int weights(CharacterText text, LayerSpec recurrent) {
        return network(text, recurrent).layout().size();
    }

    /** One step on random windows of the training text; returns their bits per character. */
    double step() {
        random.reset(Seeds.derive(seed, Purpose.ROW_ORDER, steps));
        Arrays.fill(loss.mask, 1);
        for (int row = 0; row < BATCH; row++) {
            window(text.training(), random.nextInt(text.training().length - LENGTH), row);
        }
        double bits = forward(true);
        pass.backward(Weights.single(theta), Weights.single(gradient), loss.output, false);
        float scale = Optimizer.meanScale(gradient, 0, gradient.length, 1, CLIP);
        optimizer.update(theta, 0, theta.length, gradient, scale, slots, ++steps, 1);
        return bits;
    }

    private void window(int[] from, int first, int row) {
        for (int i = 0; i < LENGTH; i++) {
            input[row * LENGTH + i] = from[first + i];
            loss.labels[row * LENGTH + i] = from[first + i + 1];
        }
    }

    private double forward(boolean training) {
        loss.output = pass.forward(Weights.single(theta), input, 1, BATCH, training, NO_SEEDS);
        loss.dOutput = training ? loss.output : null;
        new SoftmaxCrossEntropy().compute(loss);
        return loss.losses[0] / Math.log(2);
    }

    /**
     * Bits per character of a text it was not trained on. Windows overlap by half, and the second half counts, so that each character that
     * counts is predicted from at least half a window.
     */
    double bits(int[] unseen) {
        double sum = 0;
        double count = 0;
        int stride = LENGTH / 2;
        int windows = (unseen.length - LENGTH - 1) / stride;
        for (int first = 0; first < windows; first += BATCH) {
            Arrays.fill(loss.mask, 0);
            for (int row = 0; row < Math.min(BATCH, windows - first); row++) {
                window(unseen, (first + row) * stride, row);
                Arrays.fill(loss.mask, row * LENGTH + stride, (row + 1) * LENGTH, 1);
            }
            double bits = forward(false);
            sum += bits * loss.counts[0];
            count += loss.counts[0];
        }
        return sum / count;
    }
}
