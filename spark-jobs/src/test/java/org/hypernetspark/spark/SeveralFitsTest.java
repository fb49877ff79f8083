package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingDivergedException;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/** Fits that share a context, and what they leave in it: nothing, however they end. */
@Timeout(120)
class SeveralFitsTest {
    private static LocalSpark spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.cores(2);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(spark.context().getPersistentRDDs()).isEmpty();
        // Spark destroys broadcasts in the background.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!ourBroadcasts().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(ourBroadcasts()).isEmpty();
    }

    @Test
    void fitsAfterEachOtherDoNotInfluenceEachOther() {
        TrainedHypernet expected = ToyFits.local(ToyFits.SPEC);
        for (int fit = 0; fit < 3; fit++) {
            ToyFits.assertSame(fit("fit-" + fit, ToyFits.SPEC), expected);
        }
    }

    @Test
    void fitsAtTheSameTimeDoNotInfluenceEachOther() throws Exception {
        TrainingSpec other = ToyFits.SPEC.withSeed(99).withRegularization(1, 0.2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<TrainedHypernet> first = threads.submit(() -> fit("first", ToyFits.SPEC));
            Future<TrainedHypernet> second = threads.submit(() -> fit("second", other));
            ToyFits.assertSame(first.get(60, TimeUnit.SECONDS), ToyFits.local(ToyFits.SPEC));
            ToyFits.assertSame(second.get(60, TimeUnit.SECONDS), ToyFits.local(other));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aDivergedFitLeavesNothingBehind() {
        OptimizerSpec wild = OptimizerSpec.sgd(1e30, 0);
        assertThatThrownBy(() -> fit("wild", ToyFits.SPEC.withOptimizers(wild, wild, OptimizerState.RESET)))
                .isInstanceOf(TrainingDivergedException.class);
    }

    @Test
    void aFitThatFailsInARoundLeavesNothingBehind() {
        String fuse = folder.resolve("fuse").toString();
        JavaRDD<Shard> shards = ToyFits.shards(spark.context(), ToyFits.SPEC).map(shard -> {
            if (shard.worker() == 2 && Files.exists(Path.of(fuse))) {
                throw new IllegalStateException("an injected failure");
            }
            return shard;
        });
        assertThatThrownBy(() ->
                        ToyFits.spark(shards, ToyFits.SPEC, directory("failed"), ToyFits.after(3, () -> light(fuse))))
                .hasStackTraceContaining("an injected failure");
    }

    @Test
    void aFitThatIsRefusedLeavesNothingBehind() {
        fit("taken", ToyFits.SPEC);
        assertThatThrownBy(() -> fit("taken", ToyFits.SPEC.withSeed(3))).hasMessageContaining("other settings");
        assertThatThrownBy(() -> ToyFits.spark(
                        ToyFits.shards(spark.context(), ToyFits.SPEC),
                        ToyFits.SPEC,
                        RunDirectory.at("nosuchscheme:///run", CheckpointPolicy.DEFAULT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nosuchscheme");
    }

    private static void light(String fuse) {
        try {
            Files.createFile(Path.of(fuse));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrainedHypernet fit(String name, TrainingSpec spec) {
        return ToyFits.spark(ToyFits.shards(spark.context(), spec), spec, directory(name));
    }

    private RunDirectory directory(String name) {
        return RunDirectory.at(folder.resolve(name).toUri().toString(), new CheckpointPolicy(4, 2));
    }

    /** Broadcast values of our classes still held; Spark's own are closures and settings, which it clears by itself. */
    private static List<Object> ourBroadcasts() {
        BlockManager blocks = SparkEnv.get().blockManager();
        List<BlockId> broadcasts = new ArrayList<>(
                JavaConverters.seqAsJavaList(blocks.master().getMatchingBlockIds(BlockId::isBroadcast, true)));
        List<Object> ours = new ArrayList<>();
        for (BlockId id : broadcasts) {
            Option<BlockResult> found = blocks.get(id, ClassTag$.MODULE$.Any());
            for (Iterator<?> values =
                            found.isEmpty() ? Iterator.empty() : found.get().data();
                    values.hasNext(); ) {
                Object value = values.next();
                if (value instanceof SharedState || value instanceof ExecutorWorkspace) {
                    ours.add(value);
                }
            }
        }
        return ours;
    }
}
