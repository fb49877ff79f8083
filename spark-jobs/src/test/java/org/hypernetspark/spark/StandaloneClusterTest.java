package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/** The trainer on separate processes, some of which are killed. */
@Timeout(180)
class StandaloneClusterTest {
    /** Several workers in each Spark task. */
    private static final TrainingSpec SPEC = ToyFits.SPEC.withSteps(3, 8, 4, 7);

    private static final TrainedHypernet LOCAL = ToyFits.local(SPEC);

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
        JavaRDD<Shard> shards = ToyFits.shards(context, SPEC);
        Set<String> executors =
                new TreeSet<>(shards.map(shard -> SparkEnv.get().executorId()).collect());
        assertThat(executors).isNotEmpty().doesNotContain("driver");
        ToyFits.assertSame(ToyFits.spark(shards, SPEC, commitsEvery(2)), LOCAL);
    }

    @Test
    void anExecutorKilledAfterACommitChangesNothing() {
        TrainedHypernet trained = ToyFits.spark(
                ToyFits.shards(context, SPEC).cache(),
                SPEC,
                commitsEvery(2),
                ToyFits.after(3, cluster::killOneExecutor));
        ToyFits.assertSame(trained, LOCAL);
    }

    @Test
    void anExecutorKilledBeforeAnyCommitChangesNothing() {
        TrainedHypernet trained = ToyFits.spark(
                ToyFits.shards(context, SPEC).cache(),
                SPEC,
                commitsEvery(100),
                ToyFits.after(4, cluster::killOneExecutor));
        ToyFits.assertSame(trained, LOCAL);
    }

    @Test
    void anExecutorThatDiesInTheMiddleOfARoundChangesNothing() {
        String fuse = folder.resolve("fuse").toString();
        JavaRDD<Shard> shards = ToyFits.shards(context, SPEC).map(shard -> {
            if (shard.worker() == 4 && Files.deleteIfExists(Path.of(fuse))) {
                Runtime.getRuntime().halt(1);
            }
            return shard;
        });
        TrainedHypernet trained =
                ToyFits.spark(shards, SPEC, commitsEvery(100), ToyFits.after(3, () -> create(Path.of(fuse))));
        assertThat(Path.of(fuse)).doesNotExist();
        ToyFits.assertSame(trained, LOCAL);
    }

    /** Groups of one. */
    private record EachAlone(int groups) implements Grouping {
        @Override
        public int[] members(int group) {
            return new int[] {group};
        }
    }

    @Test
    void shardsThatAllLieOnOneExecutorAreDealtToBothAndTravelOnce() {
        StandaloneCluster.await(
                "two executors in the list",
                () -> WorkerGroups.executors(context.sc()).size() == 2);
        String one = WorkerGroups.executors(context.sc()).keySet().iterator().next();
        RDD<Shard> shards = new GroupedRdd<>(
                        List.of(ToyFits.shards(context, SPEC).rdd()),
                        new EachAlone(7),
                        Collections.nCopies(7, one),
                        ClassTag$.MODULE$.apply(Shard.class))
                .persist(StorageLevel.MEMORY_ONLY());
        assertThat(shards.count()).isEqualTo(7);
        RDD<Shard> copies = PartitionRdd.of(shards, (worker, shard) -> shard).persist(StorageLevel.MEMORY_ONLY());
        WorkerGroups groups = WorkerGroups.of(shards, copies, 0);
        assertThat(executorsThatRead(groups)).doesNotHaveDuplicates().hasSize(2);
        assertThat(cachedPartitions(copies)).isEqualTo(3);
        WorkerGroups again = WorkerGroups.of(shards, copies, 0);
        assertThat(again.members(0)).isEqualTo(groups.members(0));
        assertThat(executorsThatRead(again)).doesNotHaveDuplicates().hasSize(2);
        assertThat(cachedPartitions(copies)).isEqualTo(3);
        shards.unpersist(true);
        copies.unpersist(true);
    }

    /** Spark would wait for it in every round, three seconds by default. */
    @Test
    void noGroupIsToRunOnAnExecutorThatIsGone() {
        StandaloneCluster.await(
                "two executors in the list",
                () -> WorkerGroups.executors(context.sc()).size() == 2);
        RDD<Shard> shards = ToyFits.shards(context, SPEC).cache().rdd();
        assertThat(shards.count()).isEqualTo(7);
        WorkerGroups groups = WorkerGroups.of(shards, shards, 0);
        Set<String> homes = homes(groups);
        assertThat(homes).isEqualTo(WorkerGroups.executors(context.sc()).keySet());
        cluster.killOneExecutor();
        StandaloneCluster.await(
                "an executor that is not in the list any more",
                () -> !WorkerGroups.executors(context.sc()).keySet().containsAll(homes));
        assertThat(homes(groups)).hasSize(1).isSubsetOf(homes);
        shards.unpersist(true);
    }

    private static Set<String> homes(WorkerGroups groups) {
        RDD<Shard> shards = groups.shards();
        Set<String> homes = new TreeSet<>();
        for (Partition group : shards.partitions()) {
            homes.addAll(JavaConverters.seqAsJavaList(shards.preferredLocations(group)));
        }
        return homes;
    }

    private static List<String> executorsThatRead(WorkerGroups groups) {
        List<String> executors = new ArrayList<>();
        RDD<String> readers = PartitionRdd.of(groups.shards(), (group, shards) -> {
            shards.forEachRemaining(shard -> {});
            return List.of(SparkEnv.get().executorId()).iterator();
        });
        Gathering.each(readers, executors::add);
        return executors;
    }

    private static int cachedPartitions(RDD<?> rdd) {
        return Stream.of(context.sc().getRDDStorageInfo())
                .filter(info -> info.id() == rdd.id())
                .mapToInt(RDDInfo::numCachedPartitions)
                .sum();
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
