package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hypernetspark.spark.ToyFits.SPEC;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** More workers than cores: several run in one Spark task. */
@Timeout(120)
class SeveralWorkersInATaskTest {
    private static final int CORES = 2;
    private static final int WORKERS = 11;
    private static final TrainingSpec MANY = SPEC.withSteps(1, 8, 4, WORKERS);

    @TempDir
    private Path directory;

    private RunDirectory committed(int every) {
        return RunDirectory.at(directory.toUri().toString(), new CheckpointPolicy(every, 2));
    }

    private static TrainedHypernet train(LocalSpark spark, RunDirectory run, TrainingListener... listeners) {
        return ToyFits.spark(ToyFits.shards(spark.context(), MANY), MANY, run, listeners);
    }

    @Test
    void roundsEvaluationsAndCommitsTakeATaskForEachCore() {
        // Tasks of each stage of a run that evaluates every other round and commits every third.
        Map<Integer, Integer> tasks = Collections.synchronizedMap(new TreeMap<>());
        try (LocalSpark spark = LocalSpark.cores(CORES)) {
            spark.context().sc().addSparkListener(new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                    tasks.merge(end.stageId(), 1, Integer::sum);
                }
            });
            train(spark, committed(3));
        } // which waits for the listener
        // Only the fingerprint of the data has a task for each worker.
        assertThat(tasks.values()).filteredOn(count -> count > CORES).containsExactly(WORKERS);
        assertThat(tasks.values()).filteredOn(count -> count == CORES).hasSizeGreaterThan(2 * MANY.rounds());
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "1, 7", "2, 7", "3, 7"})
    void anyNumberOfWorkersOnAnyNumberOfCoresGivesTheBitsOfTheLocalTrainer(int cores, int workers) {
        TrainingSpec spec = SPEC.withSteps(2, 8, 4, workers);
        try (LocalSpark spark = LocalSpark.cores(cores)) {
            TrainedHypernet trained = ToyFits.spark(ToyFits.shards(spark.context(), spec), spec, committed(4));
            ToyFits.assertSame(trained, ToyFits.local(spec));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfOptimizerStateGivesTheBitsOfTheLocalTrainer(OptimizerState state) {
        OptimizerSpec adam = OptimizerSpec.adam(0.01);
        TrainingSpec spec = MANY.withOptimizers(adam, adam, state);
        try (LocalSpark spark = LocalSpark.cores(CORES)) {
            TrainedHypernet trained = ToyFits.spark(ToyFits.shards(spark.context(), spec), spec, committed(4));
            ToyFits.assertSame(trained, ToyFits.local(spec));
        }
    }

    /** Spark's writer for many reducers writes records at once, too, as it may move them. */
    @Test
    void aShuffleWithOneFileForAllReducersGivesTheBitsOfTheLocalTrainer() {
        try (LocalSpark spark = LocalSpark.cores(CORES, "spark.shuffle.sort.bypassMergeThreshold", "1")) {
            ToyFits.assertSame(train(spark, committed(3)), ToyFits.local(MANY));
        }
    }

    @Test
    void aTaskThatFailsBetweenTwoOfItsWorkersChangesNothing() {
        try (LocalSpark spark = LocalSpark.cores(1)) {
            JavaRDD<Shard> failing = ToyFits.shards(spark.context(), MANY).map(shard -> {
                if (shard.worker() == WORKERS / 2 && TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("an injected failure");
                }
                return shard;
            });
            ToyFits.assertSame(ToyFits.spark(failing, MANY, committed(4)), ToyFits.local(MANY));
        }
    }

    @Test
    void statesAndMetricsAreThoseOfTheLocalTrainer() {
        List<Double> expected = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        TrainedHypernet local = new LocalTrainer(ToyTasks.hypernet(), new MeanSquaredError(), MANY)
                .train(ToyFits.TASKS, lossesTo(expected));
        try (LocalSpark spark = LocalSpark.cores(CORES)) {
            ToyFits.assertSame(train(spark, committed(3), lossesTo(losses)), local);
        }
        assertThat(losses).hasSize(MANY.rounds() / 2).isEqualTo(expected);
    }

    private static TrainingListener lossesTo(List<Double> losses) {
        return new TrainingListener() {
            @Override
            public void validated(int round, MetricSummary summary) {
                losses.add(summary.loss());
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 1"})
    void aRunGoesOnWithAnyNumberOfCores(int before, int after) {
        try (LocalSpark spark = LocalSpark.cores(before)) {
            assertThatThrownBy(() -> train(spark, committed(2), ToyFits.crashAfter(5)))
                    .hasMessageContaining("an injected crash");
        }
        try (LocalSpark spark = LocalSpark.cores(after)) {
            ToyFits.assertSame(train(spark, committed(2)), ToyFits.local(MANY));
        }
    }
}
