package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.DirichletPreference;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.NoiseInput;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.hyper.SupportInput.Pooling;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
class ConditionsOnSparkTest {
    private static final List<Task> TASKS = ToyTasks.lines(13);
    private static final TrainingSpec SPEC = TrainingSpec.defaults()
            .withRounds(4)
            .withSteps(3, 8, 4, 3)
            .withRegularization(0, 0.2)
            .withEvaluation(2, new EarlyStopping(9, 0));

    @TempDir
    private Path directory;

    static Stream<Condition> conditions() {
        SupportInput support = new SupportInput(6, 20, 2, 1, 0, List.of(new Dense(5)), Pooling.ATTENTION);
        return Stream.of(
                Condition.of(new EmbeddingInput(3), new NoiseInput(2, 3)),
                Condition.of(new EmbeddingInput(3), new ColumnsInput(List.of(1))),
                Condition.of(support),
                Condition.of(
                        new EmbeddingInput(2),
                        support,
                        new DirichletPreference(List.of(0.5, 0.5)),
                        new NoiseInput(2, 2)));
    }

    private static Hypernet hypernet(Condition condition) {
        Network target = Network.of(Shape.of(2), List.of(new Dense(6), Activation.TANH, new Dense(1)));
        return Hypernet.of(
                HypernetSpec.of(condition, List.of(new Dense(8), Activation.RELU), new GenerateOnce()), target);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void givesTheBitsOfTheLocalTrainerOnOneCoreAndOnTwo(Condition condition) {
        TrainedHypernet local = new LocalTrainer(hypernet(condition), new MeanSquaredError(), SPEC).train(TASKS);
        for (int cores = 1; cores <= 2; cores++) {
            TrainedHypernet spark = onSpark(condition, cores);
            assertThat(spark.phi()).isEqualTo(local.phi());
            assertThat(spark.embeddings().values()).isEqualTo(local.embeddings().values());
            assertThat(spark.embeddings().size()).isEqualTo(condition.vector());
        }
    }

    private TrainedHypernet onSpark(Condition condition, int cores) {
        try (LocalSpark spark = LocalSpark.cores(cores)) {
            RunDirectory run =
                    RunDirectory.at(directory.resolve("cores-" + cores).toUri().toString(), new CheckpointPolicy(2, 2));
            return new SparkTrainer(hypernet(condition), new MeanSquaredError(), SPEC)
                    .train(
                            spark.context().parallelize(Shard.deal(TASKS, SPEC.workers()), SPEC.workers()),
                            run,
                            List.of())
                    .collect();
        }
    }
}
