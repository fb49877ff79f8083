package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.hyper.Base;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.LowRankForm;
import org.hypernetspark.hyper.StructuredChunks;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SparkTrainerTest {
    private static final List<Task> TASKS = ToyTasks.lines(13);
    private static final TrainingSpec SPEC =
            TrainingSpec.defaults().withRounds(6).withSteps(3, 8, 4, 3).withEvaluation(2, null);

    @TempDir
    private Path directory;

    static Stream<TrainingSpec> settings() {
        OptimizerSpec adam = OptimizerSpec.adam(0.01);
        return Stream.of(
                SPEC,
                SPEC.withSteps(3, 8, 32, 3), // room for a task in each lane
                SPEC.withOptimizers(adam, adam, OptimizerState.KEEP),
                SPEC.withOptimizers(OptimizerSpec.sgd(0.01, 0.9), adam, OptimizerState.RESET),
                SPEC.withAggregation(Aggregation.GRADIENT_AVERAGING).withRegularization(1, 0.2),
                SPEC.withEvaluation(1, new EarlyStopping(1, 0.05)),
                SPEC.withPolyak(0.7),
                SPEC.withPolyak(0.7).withEvaluation(1, new EarlyStopping(1, 0.05)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void givesTheBitsOfTheLocalTrainerOnOneCoreAndOnTwo(TrainingSpec spec) {
        TrainedHypernet local = local(spec);
        assertSame(spark(1, spec, "one"), local);
        assertSame(spark(2, spec, "two"), local);
    }

    /** Frozen base weights, chunk embeddings of each task, and several networks. */
    @Test
    void formsAndEmbeddingsPerTaskGiveTheBitsOfTheLocalTrainer() {
        HypernetSpec spec = HypernetSpec.of(
                        new Condition(4, 0), List.of(new Dense(8)), new StructuredChunks(1, 3, true))
                .with(new LowRankForm(1, Base.FROZEN));
        Hypernet hypernet = Hypernet.of(spec, ToyTasks.hypernet().target());
        TrainedHypernet local = new LocalTrainer(hypernet, new MeanSquaredError(), SPEC).train(TASKS);
        try (LocalSpark spark = LocalSpark.cores(2)) {
            RunDirectory run = runDirectory(directory.resolve("forms"));
            assertSame(
                    new SparkTrainer(hypernet, new MeanSquaredError(), SPEC)
                            .train(shards(spark, SPEC), run, List.of())
                            .collect(),
                    local);
        }
    }

    @Test
    void targetsOfSeveralShapesGiveTheBitsOfTheLocalTrainer() {
        List<Task> tasks = TASKS.stream()
                .map(task -> task.ofVariant(task.training().count() % 2))
                .toList();
        HypernetSpec spec = HypernetSpec.of(new Condition(4, 0), List.of(new Dense(8)), new ChunkWise(6, 3));
        Hypernet hypernet = Hypernet.of(
                spec, List.of(ToyTasks.hypernet().target(), Network.of(Shape.of(2), List.of(new Dense(1)))));
        TrainedHypernet local = new LocalTrainer(hypernet, new MeanSquaredError(), SPEC).train(tasks);
        for (int cores = 1; cores <= 2; cores++) {
            try (LocalSpark spark = LocalSpark.cores(cores)) {
                JavaRDD<Shard> shards = spark.context().parallelize(Shard.deal(tasks, SPEC.workers()), SPEC.workers());
                TrainedHypernet result = new SparkTrainer(hypernet, new MeanSquaredError(), SPEC)
                        .train(shards, runDirectory(directory.resolve("variants-" + cores)), List.of())
                        .collect();
                assertSame(result, local);
                assertThat(result.embeddings().variants())
                        .isEqualTo(local.embeddings().variants())
                        .contains(0, 1);
            }
        }
    }

    @Test
    void retriedTasksChangeNothing() {
        try (LocalSpark spark = LocalSpark.cores(2)) {
            JavaRDD<Shard> failing = shards(spark, SPEC).map(shard -> {
                if (shard.worker() == 1 && TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("an injected failure");
                }
                return shard;
            });
            assertSame(train(failing, SPEC, directory.resolve("retry")), local(SPEC));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7})
    void goesOnAfterAStopAndEndsInTheBitsOfAnUnbrokenRun(double polyak) {
        TrainingSpec spec = SPEC.withPolyak(polyak);
        TrainingListener crash = new TrainingListener() {
            @Override
            public void roundEnded(RoundReport report) {
                if (report.round() == 5) {
                    throw new IllegalStateException("an injected crash");
                }
            }
        };
        try (LocalSpark spark = LocalSpark.cores(2)) {
            Path run = directory.resolve("stopped");
            JavaRDD<Shard> shards = shards(spark, spec);
            assertThatThrownBy(() -> new SparkTrainer(ToyTasks.hypernet(), new MeanSquaredError(), spec)
                            .train(shards, runDirectory(run), List.of(crash)))
                    .hasMessage("an injected crash");
            assertThat(run.resolve("round-000004")).isDirectory();
            assertSame(train(shards, spec, run), local(spec));
        }
    }

    @Test
    void passesOverADamagedCommit() throws Exception {
        try (LocalSpark spark = LocalSpark.cores(2)) {
            Path run = directory.resolve("damaged");
            JavaRDD<Shard> shards = shards(spark, SPEC);
            train(shards, SPEC, run);
            Path newest = run.resolve("round-000006");
            try (Stream<Path> files = Files.list(newest)) {
                Path worker = files.filter(file -> file.getFileName().toString().startsWith("worker-00001"))
                        .findFirst()
                        .orElseThrow();
                byte[] bytes = Files.readAllBytes(worker);
                bytes[bytes.length / 2] ^= 1;
                Files.write(worker, bytes);
                Files.deleteIfExists(worker.resolveSibling("." + worker.getFileName() + ".crc"));
            }
            assertSame(train(shards, SPEC, run), local(SPEC));
        }
    }

    @Test
    void refusesTheDirectoryOfAnotherRun() {
        try (LocalSpark spark = LocalSpark.cores(1)) {
            Path run = directory.resolve("other");
            train(shards(spark, SPEC), SPEC, run);
            assertThatThrownBy(() -> train(shards(spark, SPEC), SPEC.withSeed(99), run))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("other settings")
                    .hasMessageContaining("cannot be resumed");
        }
    }

    @Test
    void leavesNothingCachedBehind() {
        try (LocalSpark spark = LocalSpark.cores(2)) {
            train(shards(spark, SPEC), SPEC, directory.resolve("clean"));
            assertThat(spark.context().getPersistentRDDs()).isEmpty();
        }
    }

    private TrainedHypernet local(TrainingSpec spec) {
        return new LocalTrainer(ToyTasks.hypernet(), new MeanSquaredError(), spec).train(TASKS);
    }

    private TrainedHypernet spark(int cores, TrainingSpec spec, String name) {
        try (LocalSpark spark = LocalSpark.cores(cores)) {
            return train(shards(spark, spec), spec, directory.resolve(name));
        }
    }

    private static JavaRDD<Shard> shards(LocalSpark spark, TrainingSpec spec) {
        return spark.context().parallelize(Shard.deal(TASKS, spec.workers()), spec.workers());
    }

    private static RunDirectory runDirectory(Path path) {
        return RunDirectory.at(path.toUri().toString(), new CheckpointPolicy(2, 2));
    }

    private static TrainedHypernet train(JavaRDD<Shard> shards, TrainingSpec spec, Path path) {
        return new SparkTrainer(ToyTasks.hypernet(), new MeanSquaredError(), spec)
                .train(shards, runDirectory(path), List.of())
                .collect();
    }

    private static void assertSame(TrainedHypernet actual, TrainedHypernet expected) {
        assertThat(actual.phi()).isEqualTo(expected.phi());
        assertThat(actual.embeddings().values()).isEqualTo(expected.embeddings().values());
        assertThat(actual.embeddings().count()).isEqualTo(TASKS.size());
    }
}
