package org.hypernetspark.reproduce;

import java.util.List;
import org.hypernetspark.baseline.PooledModel;
import org.hypernetspark.baseline.PooledTrainer;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.KernelWise;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.LearningRateSchedule;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;

/**
 * The static hypernetwork of Ha, Dai and Le ("HyperNetworks", ICLR 2017, section 4.1): a convolutional network for handwritten
 * digits whose second kernel is trained directly, or made by a hypernet from an embedding of four values.
 *
 * @param images one task, its test images as validation rows
 * @param epochs passes over the training images
 */
record StaticHypernet(Task images, int epochs) {
    private static final int BATCH = 100;
    private static final int ROUND = 100;
    private static final double LEARNING_RATE = 0.001;
    /** Share of the learning rate that is left at the end. */
    private static final double LAST_RATE = 0.01;

    private static final Loss LOSS = new SoftmaxCrossEntropy();

    /** The target: 16 filters of 7 x 7 twice, each followed by pooling, then ten outputs. */
    static Network target() {
        LayerSpec convolution = new Conv2d(16, 7, 7, 1, 1, 3, 3, true);
        return Network.of(
                Shape.of(1, 28, 28),
                List.of(
                        convolution,
                        Activation.RELU,
                        new MaxPool2d(2),
                        convolution,
                        Activation.RELU,
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(10)));
    }

    /** The hypernet of the second kernel; everything else is shared, that is trained directly. */
    static Hypernet hypernet() {
        HypernetSpec spec = new HypernetSpec(
                new Condition(4, 0),
                List.of(),
                new KernelWise(4, 4),
                List.of("3.conv2d.weight"),
                HypernetInit.HYPERFAN_IN);
        return Hypernet.of(spec, target());
    }

    private TrainingSpec training(long seed) {
        int rounds = epochs * (images.training().count() / BATCH) / ROUND;
        OptimizerSpec adam = OptimizerSpec.adam(LEARNING_RATE)
                .with(new LearningRateSchedule(LearningRateSchedule.Kind.COSINE, 0, LAST_RATE, 1));
        return TrainingSpec.defaults()
                .withRounds(Math.max(1, rounds))
                .withSteps(ROUND, BATCH, 1, 1)
                .withOptimizers(adam, adam, OptimizerState.KEEP)
                .withEvaluation(Math.max(1, rounds), null)
                .withSeed(seed);
    }

    /** Share of test images that the network with a directly trained kernel names right. */
    double direct(long seed) {
        PooledModel model = new PooledTrainer(target(), 0, LOSS, training(seed)).train(List.of(images));
        return new MetricSummary(model.evaluate(List.of(images), Task::validation)).mean(Metric.ACCURACY);
    }

    /** Share of test images that the network with a generated kernel names right. */
    double generated(long seed) {
        TrainedHypernet trained = new LocalTrainer(hypernet(), LOSS, training(seed), 1).train(List.of(images));
        return new Evaluator(trained.hypernet(), LOSS)
                .summarize(
                        trained.phi(),
                        Shard.of(0, List.of(images)),
                        trained.embeddings().values(),
                        Task::validation)
                .mean(Metric.ACCURACY);
    }
}
