package org.hypernetspark.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.Progress;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingLoop;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerTraining;

/**
 * Trains a hypernet on Spark: the driver holds {@code phi}, executors train the tasks of virtual workers, what they learn
 * returns by averaging.
 *
 * <p>The result depends on data, hypernet and settings alone: not on masters, executors, partitions, retries or restarts.
 */
public final class SparkTrainer {
    private final Hypernet hypernet;
    private final Loss loss;
    private final TrainingSpec spec;

    /** With these settings. */
    public SparkTrainer(Hypernet hypernet, Loss loss, TrainingSpec spec) {
        this.hypernet = hypernet;
        this.loss = loss;
        this.spec = spec;
    }

    /**
     * Trains, or goes on where an earlier start with the same directory stopped.
     *
     * @param shards one partition for each worker, partition {@code i} holding the one shard of worker {@code i}; cached by
     *     the caller
     * @param directory where rounds are committed
     * @throws IllegalArgumentException if the shards are not as the settings say, or the directory holds another run
     * @throws org.hypernetspark.train.TrainingDivergedException if a loss or parameter is not finite
     */
    public SparkTraining train(JavaRDD<Shard> shards, RunDirectory directory, List<TrainingListener> listeners) {
        if (shards.getNumPartitions() != spec.workers()) {
            throw new IllegalArgumentException("Expected one partition for each of " + spec.workers() + " workers, got "
                    + shards.getNumPartitions());
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(shards.context());
        TrainingPlan plan = TrainingPlan.of(hypernet, loss, spec);
        try (SparkWorkerPool pool = new SparkWorkerPool(context, plan, shards, directory)) {
            Progress start =
                    pool.resume().orElseGet(() -> Progress.start(WorkerTraining.initialShared(hypernet, spec)));
            SharedState result = new TrainingLoop(spec, pool, listeners).run(start);
            return new SparkTraining(hypernet, loss, result.phi(), pool.vectors(result.phi()));
        }
    }
}
