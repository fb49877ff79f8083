package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The committed example of a graph hypernetwork learns tasks that differ. */
@Timeout(60)
class TargetGraphExampleTest {
    private static final int ROWS = 64;
    private static final int FEATURES = 4;

    /** The product of two values, whose sign differs from task to task. */
    private static Task task(int number) {
        float[] x = Vectors.normal(ROWS * FEATURES, number);
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = (number % 2 == 0 ? 1 : -1) * x[row * FEATURES] * x[row * FEATURES + 1];
        }
        Rows rows = Rows.of(ROWS, x, labels);
        return new Task("task " + number, new float[0], rows, rows);
    }

    @Test
    void theExampleLearns() {
        ConfigNode job = ConfigReader.file(Path.of("../conf/examples/graph-over-target.yaml"), List.of());
        TargetSpec target = TargetCodec.read(job.child("target")).resolve(FEATURES);
        Hypernet hypernet =
                Hypernet.of(HypernetCodec.read(job.child("hypernet")).resolve(0), target.network());
        TrainingSpec spec = TrainingSpec.defaults()
                .withRounds(20)
                .withSteps(20, 32, 4, 1)
                .withOptimizers(OptimizerSpec.adam(0.005), OptimizerSpec.adam(0.02), OptimizerState.AVERAGE);
        List<Task> tasks = List.of(task(0), task(1), task(2), task(3));
        TrainedHypernet trained = new LocalTrainer(hypernet, target.loss(), spec, 1).train(tasks);
        Shard shard = Shard.of(0, tasks);
        int size = trained.embeddings().size();
        float[] embeddings = new float[tasks.size() * size];
        for (int i = 0; i < tasks.size(); i++) {
            trained.embeddings().copy(trained.embeddings().indexOf(shard.task(i).id()), embeddings, i * size);
        }
        double loss = new Evaluator(hypernet, target.loss())
                .summarize(trained.phi(), shard, embeddings, Task::training)
                .loss();
        assertThat(loss).isLessThan(0.05);
    }
}
