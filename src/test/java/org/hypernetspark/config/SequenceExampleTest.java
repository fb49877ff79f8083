package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The networks of the committed example of sequences, a recurrent target and a trunk with attention, learn. */
@Timeout(60)
class SequenceExampleTest {
    private static final int ROWS = 64;
    private static final int LENGTH = 8;
    private static final int FEATURES = 8;

    /** Noise, then a last step that is all 1 or all -1. Which? In every other task the answer is the other one. */
    private static Task task(int number) {
        float[] x = Vectors.normal(ROWS * LENGTH * FEATURES, 0.3, number);
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            int end = (row + 1) * LENGTH * FEATURES;
            Arrays.fill(x, end - FEATURES, end, row % 2 == 0 ? 1 : -1);
            labels[row] = (row + number) % 2;
        }
        Rows rows = Rows.of(ROWS, x, labels);
        return new Task("task " + number, new float[0], rows, rows);
    }

    @Test
    void theExampleLearns() {
        ConfigNode job = ConfigReader.file(Path.of("../conf/examples/sequence.yaml"), List.of());
        TargetSpec target = TargetCodec.read(job.child("target")).resolve(LENGTH * FEATURES);
        Hypernet hypernet =
                Hypernet.of(HypernetCodec.read(job.child("hypernet")).resolve(0), target.network());
        TrainingSpec spec = TrainingSpec.defaults()
                .withRounds(30)
                .withSteps(20, 32, 4, 1)
                .withOptimizers(OptimizerSpec.adam(0.01), OptimizerSpec.adam(0.02), OptimizerState.AVERAGE);
        List<Task> tasks = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            tasks.add(task(number));
        }
        TrainedHypernet trained = new LocalTrainer(hypernet, target.loss(), spec, 1).train(tasks);
        Shard shard = Shard.of(0, tasks);
        int size = trained.embeddings().size();
        float[] embeddings = new float[tasks.size() * size];
        for (int i = 0; i < tasks.size(); i++) {
            trained.embeddings().copy(trained.embeddings().indexOf(shard.task(i).id()), embeddings, i * size);
        }
        MetricSummary learned = new MetricSummary(
                new Evaluator(hypernet, target.loss()).evaluate(trained.phi(), shard, embeddings, Task::training));
        assertThat(learned.loss()).isLessThan(0.6 * Math.log(2));
    }
}
