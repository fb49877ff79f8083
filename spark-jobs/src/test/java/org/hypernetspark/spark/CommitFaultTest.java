package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a driver leaves behind when it dies in a commit, and what a commit removes. */
@Timeout(180)
class CommitFaultTest {
    private static final TrainedHypernet LOCAL = ToyFits.local(ToyFits.SPEC);

    private static LocalSpark spark;

    @TempDir
    private Path folder;

    private Path run;
    private JavaRDD<Shard> shards;

    @BeforeAll
    static void start() {
        spark = LocalSpark.cores(2);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @BeforeEach
    void data() {
        run = folder.resolve("run");
        shards = ToyFits.shards(spark.context(), ToyFits.SPEC);
    }

    @Test
    void aDriverThatDiesAtAnyChangeItMakesGoesOnToTheSameBits() throws IOException {
        CutFileSystem files = CutFileSystem.in(spark.context().hadoopConfiguration());
        TrainingSpec spec = ToyFits.SPEC.withRounds(2);
        TrainedHypernet unbroken = ToyFits.local(spec);
        int changes = 0;
        boolean cut = true;
        while (cut) {
            Path directory = folder.resolve("cut-" + changes);
            RunDirectory onCut = RunDirectory.at("cut://" + directory, new CheckpointPolicy(1, 1));
            files.cutAfter(changes);
            boolean died = dies(spec, onCut);
            cut = files.mend();
            assertThat(died).as("died of the cut after %d changes", changes).isEqualTo(cut);
            ToyFits.assertSame(ToyFits.spark(shards, spec, onCut), unbroken);
            assertThat(names(directory)).as("cut after %d changes", changes).contains("round-000002");
            assertThat(names(directory)).noneMatch(name -> name.contains("tmp"));
            changes++;
        }
        assertThat(changes).isGreaterThan(15);
    }

    private boolean dies(TrainingSpec spec, RunDirectory directory) {
        try {
            ToyFits.spark(shards, spec, directory);
            return false;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            assertThat(e).hasStackTraceContaining("an injected cut");
            return true;
        }
    }

    @Test
    void aCommitThatWasNotRenamedIsDeletedAndMadeAgain() throws IOException {
        trainAll();
        Path stale = run.resolve(".tmp-round-6-stale");
        Files.move(run.resolve("round-000006"), stale);
        assertGoesOn();
        assertThat(stale).doesNotExist();
        assertThat(names(run)).containsExactly("round-000004", "round-000006");
    }

    @Test
    void aCommitWithoutManifestIsPassedOver() throws IOException {
        trainAll();
        Files.delete(run.resolve("round-000006").resolve(Manifest.FILE));
        assertGoesOn();
    }

    @Test
    void aCommitWithATruncatedManifestIsPassedOver() throws IOException {
        trainAll();
        truncate(run.resolve("round-000006").resolve(Manifest.FILE));
        assertGoesOn();
    }

    @Test
    void aCommitWithATruncatedSharedStateIsPassedOver() throws IOException {
        trainAll();
        truncate(run.resolve("round-000006/shared.bin"));
        assertGoesOn();
    }

    @Test
    void aCommitThatLacksAWorkerIsPassedOver() throws IOException {
        trainAll();
        Files.delete(worker(run.resolve("round-000006")));
        assertGoesOn();
    }

    @Test
    void aRunWithoutAnyWholeCommitBeginsAgain() throws IOException {
        trainAll();
        truncate(run.resolve("round-000006/shared.bin"));
        Files.delete(worker(run.resolve("round-000004")));
        assertGoesOn();
    }

    @Test
    void damagedNewerCommitsDoNotPushOutNewGoodOnes() throws IOException {
        ToyFits.spark(shards, ToyFits.SPEC, every(1, 3));
        truncate(run.resolve("round-000006/shared.bin"));
        truncate(run.resolve("round-000005/shared.bin"));
        truncate(run.resolve("round-000004/shared.bin"));
        ToyFits.assertSame(ToyFits.spark(shards, ToyFits.SPEC, every(1, 1)), LOCAL);
        assertThat(names(run)).contains("round-000006");
    }

    @Test
    void keepsTheNewestCommitsAndTheBest() throws IOException {
        TrainingSpec spec = ToyFits.SPEC.withRounds(8).withEvaluation(8, new EarlyStopping(9, 0));
        ToyFits.spark(shards, spec, every(1, 3));
        assertThat(names(run)).containsExactly("round-000006", "round-000007", "round-000008");
    }

    @Test
    void noChainOfRoundsGrowsUntilItOverflowsTheStack() throws IOException {
        TrainingSpec spec =
                ToyFits.SPEC.withRounds(CheckpointPolicy.MOST_ROUNDS + 1).withEvaluation(60, null);
        ToyFits.assertSame(ToyFits.spark(shards, spec, every(1000, 3)), ToyFits.local(spec));
        assertThat(names(run)).containsExactly("round-000050", "round-000051");
    }

    private void trainAll() {
        ToyFits.spark(shards, ToyFits.SPEC, every(2, 2));
    }

    private void assertGoesOn() throws IOException {
        ToyFits.assertSame(ToyFits.spark(shards, ToyFits.SPEC, every(2, 2)), LOCAL);
        assertThat(names(run)).contains("round-000006");
    }

    private RunDirectory every(int rounds, int keep) {
        return RunDirectory.at(run.toUri().toString(), new CheckpointPolicy(rounds, keep));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path worker(Path commit) throws IOException {
        try (Stream<Path> files = Files.list(commit)) {
            return files.filter(file -> file.getFileName().toString().startsWith("worker-00001"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Cuts a file in half, and forgets what Hadoop's local file system noted of it. */
    private static void truncate(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }
}
