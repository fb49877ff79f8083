package org.hypernetspark.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.spark.LocalSpark;
import org.hypernetspark.spark.ToyTasks;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** DL4J's trainer on Spark in this process. */
@Timeout(300)
class Dl4jSparkTrainerTest {
    private static final List<Task> TASKS = ToyTasks.lines(13);
    private static final TrainingSpec SPEC = TrainingSpec.defaults()
            .withRounds(15)
            .withSteps(10, 16, 6, 2)
            .withOptimizers(OptimizerSpec.adam(0.01), OptimizerSpec.adam(0.02), OptimizerState.AVERAGE)
            .withEvaluation(5, null);

    private static LocalSpark spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.cores(2);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    private static final class Losses implements TrainingListener {
        final List<Double> training = new ArrayList<>();
        final List<Double> validation = new ArrayList<>();

        @Override
        public void roundEnded(RoundReport report) {
            training.add(report.meanLoss());
        }

        @Override
        public void validated(int round, MetricSummary summary) {
            validation.add(summary.loss());
        }

        double last() {
            return validation.get(validation.size() - 1);
        }
    }

    private static TrainedHypernet train(List<Task> tasks, TrainingSpec spec, TrainingListener... listeners) {
        JavaRDD<Shard> shards = spark.context().parallelize(Shard.deal(tasks, spec.workers()), spec.workers());
        return new Dl4jSparkTrainer(ToyTasks.hypernet(), new MeanSquaredError(), spec)
                .train(shards, List.of(listeners));
    }

    @Test
    void learnsAboutAsWellAsOurTrainer() {
        Losses dl4j = new Losses();
        TrainedHypernet trained = train(TASKS, SPEC, dl4j);
        Losses ours = new Losses();
        new LocalTrainer(ToyTasks.hypernet(), new MeanSquaredError(), SPEC).train(TASKS, ours);

        assertThat(dl4j.training).hasSize(15).first().satisfies(loss -> assertThat(loss)
                .isGreaterThan(1));
        assertThat(dl4j.last()).isLessThan(0.25).isBetween(ours.last() / 2, ours.last() * 2);
        assertThat(trained.phi()).hasSameSizeAs(ToyTasks.hypernet().initialize(1));
        assertThat(trained.embeddings().count()).isEqualTo(TASKS.size());
    }

    @Test
    void whatItGivesBackIsWhatWasValidated() {
        Losses losses = new Losses();
        TrainedHypernet trained = train(TASKS, SPEC.withRounds(2), losses);
        assertThat(validate(trained)).isCloseTo(losses.last(), within(1e-6));
    }

    @Test
    void goesBackToTheBestRound() {
        Losses losses = new Losses();
        TrainedHypernet trained = train(TASKS, SPEC.withRounds(6).withEvaluation(1, new EarlyStopping(1, 1e9)), losses);
        assertThat(losses.validation).hasSize(2);
        assertThat(validate(trained)).isCloseTo(losses.validation.get(0), within(1e-6));
    }

    @Test
    void tasksWithFewRowsOrNoneAreNoObstacle() {
        Task few = Task.of("few", Rows.of(3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 2, 3}));
        Task none = new Task("none", new float[0], Rows.none(), few.training());
        TrainedHypernet trained = train(List.of(few, none, TASKS.get(0)), SPEC.withRounds(1));
        assertThat(trained.embeddings().count()).isEqualTo(2);
        assertThat(trained.embeddings().indexOf("none")).isNegative();
    }

    private static double validate(TrainedHypernet trained) {
        Shard shard = Shard.of(0, TASKS);
        return new MetricSummary(new Evaluator(trained.hypernet(), trained.loss())
                        .evaluate(trained.phi(), shard, trained.embeddings().values(), Task::validation))
                .loss();
    }
}
