package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.TrainedHypernet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The trainer on separate processes, some of which are killed. */
@Timeout(180)
class StandaloneClusterTest {
    private static final TrainedHypernet LOCAL = ToyFits.local(ToyFits.SPEC);

    @TempDir
    private static Path folder;

    private static StandaloneCluster cluster;
    private static JavaSparkContext context;

    private String run;

    @BeforeAll
    static void start() throws IOException {
        cluster = StandaloneCluster.start(folder);
        try {
            context = new JavaSparkContext(cluster.configuration());
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @AfterAll
    static void stop() {
        try {
            if (context != null) {
                context.close();
            }
        } finally {
            if (cluster != null) {
                cluster.close();
            }
        }
    }

    /** Both executors and the driver: the test before may have lost one, which the master replaces. */
    @BeforeEach
    void waitForExecutors(TestInfo test) {
        run = folder.resolve(test.getTestMethod().orElseThrow().getName())
                .toUri()
                .toString();
        StandaloneCluster.await(
                "two executors", () -> context.sc().getExecutorMemoryStatus().size() == 3);
    }

    @Test
    void executorsInOtherProcessesGiveTheBitsOfTheLocalTrainer() {
        JavaRDD<Shard> shards = ToyFits.shards(context, ToyFits.SPEC);
        Set<String> executors =
                new TreeSet<>(shards.map(shard -> SparkEnv.get().executorId()).collect());
        assertThat(executors).isNotEmpty().doesNotContain("driver");
        ToyFits.assertSame(ToyFits.spark(shards, ToyFits.SPEC, commitsEvery(2)), LOCAL);
    }

    @Test
    void anExecutorKilledAfterACommitChangesNothing() {
        TrainedHypernet trained = ToyFits.spark(
                ToyFits.shards(context, ToyFits.SPEC).cache(),
                ToyFits.SPEC,
                commitsEvery(2),
                ToyFits.after(3, cluster::killOneExecutor));
        ToyFits.assertSame(trained, LOCAL);
    }

    @Test
    void anExecutorKilledBeforeAnyCommitChangesNothing() {
        TrainedHypernet trained = ToyFits.spark(
                ToyFits.shards(context, ToyFits.SPEC).cache(),
                ToyFits.SPEC,
                commitsEvery(100),
                ToyFits.after(4, cluster::killOneExecutor));
        ToyFits.assertSame(trained, LOCAL);
    }

    @Test
    void anExecutorThatDiesInTheMiddleOfARoundChangesNothing() {
        String fuse = folder.resolve("fuse").toString();
        JavaRDD<Shard> shards = ToyFits.shards(context, ToyFits.SPEC).map(shard -> {
            if (shard.worker() == 1 && Files.deleteIfExists(Path.of(fuse))) {
                Runtime.getRuntime().halt(1);
            }
            return shard;
        });
        TrainedHypernet trained =
                ToyFits.spark(shards, ToyFits.SPEC, commitsEvery(100), ToyFits.after(3, () -> create(Path.of(fuse))));
        assertThat(Path.of(fuse)).doesNotExist();
        ToyFits.assertSame(trained, LOCAL);
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunDirectory commitsEvery(int rounds) {
        return RunDirectory.at(run, new CheckpointPolicy(rounds, 2));
    }
}
