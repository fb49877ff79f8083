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
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many more workers than cores: evaluations and commits take a few Spark tasks, whatever the number of workers. */
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
    void commitsAndEvaluationsTakeTwoTasksForEachCore() {
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
        long rounds = MANY.rounds();
        long evaluations = rounds / 2;
        long commits = rounds / 3;
        assertThat(tasks.values()).filteredOn(count -> count == 2 * CORES).hasSize((int) (evaluations + commits));
        // Beside rounds only the fingerprint of the data and, at the end, the tasks' vectors have a task for each
        // worker.
        assertThat(tasks.values()).filteredOn(count -> count == WORKERS).hasSize((int) (rounds + 2));
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

    @Test
    void aRunThatGoesOnGivesEachWorkerItsOwnState() {
        try (LocalSpark spark = LocalSpark.cores(CORES)) {
            assertThatThrownBy(() -> train(spark, committed(2), ToyFits.crashAfter(5)))
                    .hasMessageContaining("an injected crash");
            ToyFits.assertSame(train(spark, committed(2)), ToyFits.local(MANY));
        }
    }
}
