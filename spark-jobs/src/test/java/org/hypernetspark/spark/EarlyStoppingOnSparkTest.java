package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that stops early and returns to its best round, in one go and in several. */
@Timeout(120)
class EarlyStoppingOnSparkTest {
    private static final OptimizerSpec FAST = OptimizerSpec.adam(0.2);
    private static final TrainingSpec SPEC = ToyFits.SPEC
            .withRounds(30)
            .withOptimizers(FAST, FAST, OptimizerState.KEEP)
            .withEvaluation(1, new EarlyStopping(3, 0));

    private static LocalSpark spark;
    private static TrainedHypernet local;
    private static Journal unbroken;

    @TempDir
    private Path run;

    private JavaRDD<Shard> shards;

    @BeforeAll
    static void start() {
        spark = LocalSpark.cores(2);
        unbroken = new Journal();
        local = new LocalTrainer(ToyTasks.hypernet(), new MeanSquaredError(), SPEC).train(ToyFits.TASKS, unbroken);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @BeforeEach
    void data() {
        shards = ToyFits.shards(spark.context(), SPEC);
    }

    @Test
    void stopsWhereTheLocalTrainerStopsAndReturnsToTheSameBest() {
        Journal journal = new Journal();
        ToyFits.assertSame(ToyFits.spark(shards, SPEC, everyTen(), journal), local);
        assertThat(journal.ends).isEqualTo(unbroken.ends).hasSize(1);
        assertThat(journal.chosen())
                .isBetween(1, journal.rounds.size() - 1)
                .isLessThan(SPEC.rounds() - SPEC.earlyStopping().patience());
    }

    @Test
    void keepsTheBestCommitThoughManyFollow() {
        ToyFits.spark(shards, SPEC, RunDirectory.at(run.toUri().toString(), new CheckpointPolicy(1, 1)));
        assertThat(commit(unbroken.chosen())).isDirectory();
        assertThat(commit(unbroken.rounds.size())).isDirectory();
    }

    @Test
    void goesOnAfterAStopBehindTheBestRound() {
        assertThatThrownBy(() -> ToyFits.spark(shards, SPEC, everyTen(), ToyFits.crashAfter(unbroken.chosen() + 2)))
                .hasMessage("an injected crash");
        Journal journal = new Journal();
        ToyFits.assertSame(ToyFits.spark(shards, SPEC, everyTen(), journal), local);
        assertThat(journal.ends).isEqualTo(unbroken.ends);
        assertThat(journal.rounds).hasSizeLessThan(unbroken.rounds.size());
    }

    @Test
    void aFinishedRunIsNotTrainedAgain() {
        ToyFits.spark(shards, SPEC, everyTen());
        Journal journal = new Journal();
        ToyFits.assertSame(ToyFits.spark(shards, SPEC, everyTen(), journal), local);
        assertThat(journal.rounds).isEmpty();
        assertThat(journal.ends).isEqualTo(unbroken.ends);
    }

    @Test
    void aRunWhoseBestCommitIsDamagedFindsItAgain() throws Exception {
        ToyFits.spark(shards, SPEC, everyTen());
        Files.delete(commit(unbroken.chosen()).resolve("shared.bin"));
        ToyFits.assertSame(ToyFits.spark(shards, SPEC, everyTen()), local);
    }

    private RunDirectory everyTen() {
        return RunDirectory.at(run.toUri().toString(), new CheckpointPolicy(10, 1));
    }

    private Path commit(int round) {
        return run.resolve(String.format(Locale.ROOT, "round-%06d", round));
    }

    /** The rounds a run did, and where it ended. */
    private static final class Journal implements TrainingListener {
        private final List<Integer> rounds = new ArrayList<>();
        private final List<List<Integer>> ends = new ArrayList<>();

        @Override
        public void roundEnded(RoundReport report) {
            rounds.add(report.round());
        }

        @Override
        public void ended(int roundsDone, int chosenRound) {
            ends.add(List.of(roundsDone, chosenRound));
        }

        int chosen() {
            return ends.get(0).get(1);
        }
    }
}
