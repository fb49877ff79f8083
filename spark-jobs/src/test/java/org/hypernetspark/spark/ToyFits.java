package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/** Fits of the toy family, on Spark and in this process, and the comparison of their bits. */
final class ToyFits {
    static final List<Task> TASKS = ToyTasks.lines(13);
    static final TrainingSpec SPEC =
            TrainingSpec.defaults().withRounds(6).withSteps(3, 8, 4, 3).withEvaluation(2, null);

    private ToyFits() {}

    static TrainedHypernet local(TrainingSpec spec) {
        return new LocalTrainer(ToyTasks.hypernet(), new MeanSquaredError(), spec).train(TASKS);
    }

    static JavaRDD<Shard> shards(JavaSparkContext context, TrainingSpec spec) {
        return context.parallelize(Shard.deal(TASKS, spec.workers()), spec.workers());
    }

    static TrainedHypernet spark(
            JavaRDD<Shard> shards, TrainingSpec spec, RunDirectory directory, TrainingListener... listeners) {
        return new SparkTrainer(ToyTasks.hypernet(), new MeanSquaredError(), spec)
                .train(shards, directory, List.of(listeners))
                .collect();
    }

    /** Does something when a round (from 1) ended, before it may be committed. */
    static TrainingListener after(int round, Runnable action) {
        return new TrainingListener() {
            @Override
            public void roundEnded(RoundReport report) {
                if (report.round() == round) {
                    action.run();
                }
            }
        };
    }

    /** Stops the driver when a round (from 1) ended, before it may be committed. */
    static TrainingListener crashAfter(int round) {
        return after(round, () -> {
            throw new IllegalStateException("an injected crash");
        });
    }

    static void assertSame(TrainedHypernet actual, TrainedHypernet expected) {
        assertThat(actual.phi()).isEqualTo(expected.phi());
        assertThat(actual.embeddings().values()).isEqualTo(expected.embeddings().values());
        assertThat(actual.embeddings().count()).isEqualTo(TASKS.size());
    }
}
