package org.hypernetspark.dl4j;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.Progress;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingLoop;
import org.hypernetspark.train.TrainingSpec;

/**
 * Trains a hypernet with the stock trainer of DL4J on Spark: hypernet and target are one {@code ComputationGraph}, which a
 * {@code SparkComputationGraph} trains under a {@code ParameterAveragingTrainingMaster}.
 *
 * <p>It starts from the same {@code phi} and embeddings as our own trainer and gives a model of the same form. A round means
 * the same, but tasks are not bound to workers: every DL4J worker holds the whole embedding table and meets every task. There
 * are no commits on disk: a run that was stopped starts over.
 */
public final class Dl4jSparkTrainer {
    private final Hypernet hypernet;
    private final Loss loss;
    private final TrainingSpec spec;

    /**
     * A trainer with these settings.
     *
     * @throws IllegalArgumentException if hypernet, target or settings cannot be expressed, naming the setting, what was
     *     expected and what came
     */
    public Dl4jSparkTrainer(Hypernet hypernet, Loss loss, TrainingSpec spec) {
        GraphLimits.check(hypernet, loss);
        check(spec);
        this.hypernet = hypernet;
        this.loss = loss;
        this.spec = spec;
    }

    /**
     * Refuses settings that DL4J's trainer has not.
     *
     * @throws IllegalArgumentException naming the setting, what was expected and what came
     */
    public static void check(TrainingSpec spec) {
        GraphLimits.refuseUnless(
                spec.aggregation() == Aggregation.PARAMETER_AVERAGING,
                "training.aggregation: expected parameter-averaging, got "
                        + spec.aggregation().label());
        GraphLimits.refuseUnless(
                spec.optimizerState() == OptimizerState.AVERAGE,
                "training.optimizerState: expected average, got "
                        + spec.optimizerState().label());
        GraphLimits.refuseUnless(
                spec.gradientClip() == 0, "training.gradientClip: expected 0, got " + spec.gradientClip());
        GraphLimits.refuseUnless(
                spec.embeddingDropout() == 0, "training.embeddingDropout: expected 0, got " + spec.embeddingDropout());
        GraphLimits.refuseUnless(spec.polyak() == 0, "training.polyak: expected 0, got " + spec.polyak());
        Dl4jUpdaters.of("training.optimizer", spec.optimizer());
        Dl4jUpdaters.of("training.embeddingOptimizer", spec.embeddingOptimizer());
    }

    /**
     * Trains.
     *
     * @param all one partition for each worker, partition {@code i} holding the one shard of worker {@code i}; cached by
     *     the caller
     * @throws IllegalArgumentException if there is no task with training rows
     * @throws org.hypernetspark.train.TrainingDivergedException if a parameter is not finite
     */
    public TrainedHypernet train(JavaRDD<Shard> all, List<TrainingListener> listeners) {
        Nd4jStart.now();
        Dl4jShards shards = Dl4jShards.of(all, hypernet.condition().embedding(), spec);
        float[] phi = hypernet.initialize(spec.seed());
        Dl4jWorkerPool pool = new Dl4jWorkerPool(hypernet, loss, spec, shards, phi);
        SharedState result =
                new TrainingLoop(spec, pool, listeners).run(Progress.start(new SharedState(phi, new float[0][], 0)));
        return new TrainedHypernet(hypernet, loss, result.phi(), pool.embeddings());
    }
}
