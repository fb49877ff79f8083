package org.hypernetspark.train;

import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/** A small hypernet for tasks that are lines, and settings to train it quickly. */
final class LineHypernet {
    static final MeanSquaredError LOSS = new MeanSquaredError();
    static final Network TARGET = Network.of(Shape.of(1), List.of(new Dense(1)));

    private LineHypernet() {}

    static Hypernet seeing(Condition condition) {
        return Hypernet.of(
                HypernetSpec.of(condition, List.of(new Dense(16), Activation.TANH), new GenerateOnce()), TARGET);
    }

    /** With a learned embedding of size 4. */
    static Hypernet embedded() {
        return seeing(new Condition(4, 0));
    }

    /** 40 rounds of 20 steps on 3 workers. */
    static TrainingSpec settings() {
        return TrainingSpec.defaults()
                .withRounds(40)
                .withSteps(20, 8, 4, 3)
                .withOptimizers(OptimizerSpec.adam(0.01), OptimizerSpec.adam(0.02), OptimizerState.AVERAGE)
                .withSeed(5);
    }

    /** Metrics of the validation rows of tasks that are known. */
    static MetricSummary validate(TrainedHypernet trained, List<Task> tasks) {
        Shard shard = Shard.of(0, tasks);
        int size = trained.embeddings().size();
        float[] embeddings = new float[shard.size() * size];
        for (int i = 0; i < shard.size(); i++) {
            trained.embeddings().copy(trained.embeddings().indexOf(shard.task(i).id()), embeddings, i * size);
        }
        return validate(trained, shard, embeddings);
    }

    /** Metrics of the validation rows of tasks that have no embedding. */
    static MetricSummary validateUnseen(TrainedHypernet trained, List<Task> tasks) {
        return validate(
                trained,
                Shard.of(0, tasks),
                new float[tasks.size() * trained.embeddings().size()]);
    }

    private static MetricSummary validate(TrainedHypernet trained, Shard shard, float[] embeddings) {
        return new MetricSummary(new Evaluator(trained.hypernet(), trained.loss())
                .evaluate(trained.phi(), shard, embeddings, Task::validation));
    }
}
