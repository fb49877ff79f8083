package org.hypernetspark.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.spark.StandaloneCluster;
import org.hypernetspark.spark.ToyTasks;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DL4J's trainer with executors in processes of their own. */
@Timeout(300)
class Dl4jSparkClusterTest {
    private static final TrainingSpec SPEC = TrainingSpec.defaults()
            .withRounds(6)
            .withSteps(10, 16, 6, 2)
            .withOptimizers(OptimizerSpec.adam(0.01), OptimizerSpec.adam(0.02), OptimizerState.AVERAGE)
            .withEvaluation(1, null);

    @TempDir
    Path folder;

    @Test
    void learnsOnTwoExecutors() throws IOException {
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void validated(int round, MetricSummary summary) {
                losses.add(summary.loss());
            }
        };
        try (StandaloneCluster cluster = StandaloneCluster.start(folder);
                JavaSparkContext context = new JavaSparkContext(cluster.configuration())) {
            JavaRDD<Shard> shards = context.parallelize(Shard.deal(ToyTasks.lines(13), 2), 2);
            assertThat(shards.map(shard -> SparkEnv.get().executorId()).collect())
                    .isNotEmpty()
                    .doesNotContain("driver");
            new Dl4jSparkTrainer(ToyTasks.hypernet(), new MeanSquaredError(), SPEC).train(shards, List.of(listener));
        }
        assertThat(losses).hasSize(6);
        assertThat(losses.get(5)).isLessThan(losses.get(0) / 3);
    }
}
