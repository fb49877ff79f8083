package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Means of rounds stay on the executors, in more than one slice. */
@Timeout(120)
class MeansOnExecutorsTest {
    private static final int ROUNDS = 6;
    /** Workers whose parts of the slices are too many for one reducer of each core. */
    private static final int MANY = 64;

    private static final TrainingSpec SPEC =
            TrainingSpec.defaults().withRounds(ROUNDS).withSteps(2, 8, 4, 3).withEvaluation(1, null);

    @TempDir
    private Path directory;

    @Test
    void theDriverTakesInMeansOnlyForCommits() {
        // The parameters and two moments of Adam.
        long means = 3L * Float.BYTES * hypernet().layout().size();
        assertThat(bytesOfResults("none", 100)).isBetween(means, 2 * means);
        assertThat(bytesOfResults("all", 1)).isBetween(ROUNDS * means, (ROUNDS + 1) * means);
    }

    @Test
    void filesOfShufflesAreDeletedWithTheNextCommit() {
        List<Integer> shuffles = new ArrayList<>();
        try (LocalSpark spark = LocalSpark.cores(2)) {
            train(spark, SPEC.withEvaluation(100, null), "files", 3, new TrainingListener() {
                @Override
                public void roundEnded(RoundReport report) {
                    MapOutputTrackerMaster tracker =
                            (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
                    shuffles.add(tracker.shuffleStatuses().size());
                }
            });
        }
        assertThat(shuffles).containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void meansOfManySlicesGiveTheBitsOfTheLocalTrainer() {
        TrainedHypernet local = new LocalTrainer(hypernet(), new MeanSquaredError(), SPEC).train(ToyFits.TASKS);
        for (int every : new int[] {4, 100}) {
            try (LocalSpark spark = LocalSpark.cores(2)) {
                ToyFits.assertSame(train(spark, SPEC, "bits-" + every, every), local);
            }
        }
    }

    @Test
    void meansOfManyWorkersGiveTheBitsOfTheLocalTrainer() {
        TrainingSpec many = SPEC.withSteps(1, 8, 4, MANY);
        TrainedHypernet local = new LocalTrainer(hypernet(), new MeanSquaredError(), many).train(ToyFits.TASKS);
        try (LocalSpark spark = LocalSpark.cores(2)) {
            ToyFits.assertSame(train(spark, many, "many", 4), local);
        }
    }

    @Test
    void workersMakeMoreReducersButNoMoreTasks() {
        try (LocalSpark spark = LocalSpark.cores(2)) {
            RDD<Tuple2<Integer, Slice>> none = PartitionRdd.of(
                    ToyFits.shards(spark.context(), SPEC).rdd(), (worker, shards) -> Collections.emptyIterator());
            int size = hypernet().layout().size();
            RDD<Slice> few = new SliceAverage(3, size, 3).means(none, 2);
            RDD<Slice> many = new SliceAverage(3, size, MANY).means(none, 2);
            assertThat(few.getNumPartitions()).isEqualTo(2);
            assertThat(many.getNumPartitions()).isEqualTo(2);
            assertThat(reducers(few)).isEqualTo(2);
            assertThat(reducers(many)).isEqualTo(4);
        }
    }

    private static int reducers(RDD<?> means) {
        ShuffleDependency<?, ?, ?> shuffle =
                (ShuffleDependency<?, ?, ?>) means.dependencies().apply(0);
        return shuffle.partitioner().numPartitions();
    }

    private long bytesOfResults(String name, int every) {
        AtomicLong bytes = new AtomicLong();
        try (LocalSpark spark = LocalSpark.cores(2)) {
            spark.context().sc().addSparkListener(new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                    bytes.addAndGet(end.taskMetrics().resultSize());
                }
            });
            train(spark, SPEC, name, every);
        } // which waits for the listener
        return bytes.get();
    }

    private TrainedHypernet train(
            LocalSpark spark, TrainingSpec spec, String name, int every, TrainingListener... listeners) {
        JavaRDD<Shard> shards = ToyFits.shards(spark.context(), spec);
        RunDirectory run = RunDirectory.at(directory.resolve(name).toUri().toString(), new CheckpointPolicy(every, 2));
        return new SparkTrainer(hypernet(), new MeanSquaredError(), spec)
                .train(shards, run, List.of(listeners))
                .collect();
    }

    /** 0.2 million parameters, three slices and a part. */
    private static Hypernet hypernet() {
        Network target = Network.of(Shape.of(2), List.of(new Dense(750), Activation.TANH, new Dense(1)));
        HypernetSpec spec =
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(70), Activation.RELU), new GenerateOnce());
        return Hypernet.of(spec, target);
    }
}
