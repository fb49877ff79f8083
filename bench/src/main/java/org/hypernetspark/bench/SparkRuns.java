package org.hypernetspark.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.spark.CheckpointPolicy;
import org.hypernetspark.spark.RunDirectory;
import org.hypernetspark.spark.SparkTrainer;
import org.hypernetspark.spark.SparkTraining;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/** Runs of {@code SparkTrainer} on one case, each with a run directory of its own and the usual commits. */
final class SparkRuns {
    /** So large that what the gradient loses when it is added to a parameter and taken off again does not count. */
    private static final double HUGE_RATE = 0x1p20;

    private final BenchmarkCase work;
    private final JavaSparkContext context;
    private final Path folder;
    private final Hypernet hypernet;

    SparkRuns(BenchmarkCase work, JavaSparkContext context, Path folder) {
        this.work = work;
        this.context = context;
        this.folder = folder;
        this.hypernet = work.hypernet();
    }

    /** The first steps of one worker with the fixture's tasks, one step a round. */
    FirstSteps firstSteps() {
        float[] start = hypernet.initialize(work.seed());
        double[] losses = new double[work.steps()];
        train("losses", work.training(losses.length, 1, 1), new TrainingListener() {
            @Override
            public void roundEnded(RoundReport report) {
                losses[report.round() - 1] = report.meanLoss();
            }
        });
        float[] after = train("update", work.training(1, 1, 1)).phi();
        return new FirstSteps(losses, gradient(start), FirstSteps.difference(after, start));
    }

    /** From one step of gradient descent: trainers do not show gradients. */
    private float[] gradient(float[] start) {
        OptimizerSpec descent = OptimizerSpec.sgd(HUGE_RATE, 0);
        TrainingSpec spec = work.training(1, 1, 1)
                .withAggregation(Aggregation.GRADIENT_AVERAGING)
                .withOptimizers(descent, work.optimizer(), OptimizerState.AVERAGE);
        float[] gradient = FirstSteps.difference(start, train("gradient", spec).phi());
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= (float) HUGE_RATE;
        }
        return gradient;
    }

    /** Runs rounds of one step for so long. */
    void warmUp(int workers, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try {
            train("warm-up", work.training(Integer.MAX_VALUE, 1, workers), new TrainingListener() {
                @Override
                public void roundEnded(RoundReport report) {
                    if (System.nanoTime() > end) {
                        throw new Turns.Over();
                    }
                }
            });
        } catch (Turns.Over over) {
            return;
        }
        throw new IllegalStateException("Rounds to warm up ended before their time");
    }

    /** Trains; the rows, hundreds of megabytes, are kept no longer. */
    SparkTraining train(String name, TrainingSpec spec, TrainingListener... listeners) {
        String directory = folder.resolve(name).toUri().toString();
        JavaRDD<Shard> shards = shards(spec.workers());
        try {
            return new SparkTrainer(hypernet, work.loss(), spec)
                    .train(shards, RunDirectory.at(directory, CheckpointPolicy.DEFAULT), List.of(listeners));
        } finally {
            shards.unpersist();
        }
    }

    /** Made where they are used: no data comes from the driver. */
    private JavaRDD<Shard> shards(int workers) {
        String id = work.workload().id();
        int tasks = work.tasks();
        List<Integer> numbers = IntStream.range(0, workers).boxed().toList();
        return context.parallelize(numbers, workers)
                .map(worker -> Workloads.load().find(id, tasks).shard(worker, workers))
                .persist(StorageLevel.MEMORY_ONLY());
    }
}
