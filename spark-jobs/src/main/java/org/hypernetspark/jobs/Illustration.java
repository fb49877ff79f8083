package org.hypernetspark.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.baseline.PooledModel;
import org.hypernetspark.baseline.PooledTrainer;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.net.Weights;
import org.hypernetspark.report.LearningCurve;
import org.hypernetspark.report.ReportData.Fact;
import org.hypernetspark.report.SideBySide.Side;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerState;

/**
 * One task's target trained directly and through a hypernet: what was trained on either side, how far it moved, and what
 * became of the target's weights.
 *
 * @param task with its held-out rows as validation rows
 * @param training settings of both sides
 */
record Illustration(Task task, TrainingSpec training) {
    /** The target trained directly: its weights are what the optimiser holds. */
    Side direct(PooledTrainer trainer, PooledModel model, LearningCurve curve) {
        return new Side(
                "direct",
                curve,
                List.of(
                        new Fact("trained: theta", count(model.theta())),
                        new Fact("theta moved by", distance(trainer.initial(), model.theta())),
                        new Fact("held-out loss", loss(model))));
    }

    /** The target through the hypernet: the optimiser holds phi and the embedding, and theta follows from them. */
    Side hypernet(SavedModel model, MetricSummary measured, LearningCurve curve) {
        float[] firstPhi = model.hypernet().initialize(training.seed());
        float[] firstEmbedding = firstEmbedding(model.hypernet());
        float[] embedding = model.embeddings().values();
        float[] theta = theta(model.hypernet(), model.phi(), embedding);
        PooledModel alone =
                new PooledModel(model.hypernet().target(), 0, model.target().loss(), theta);
        return new Side(
                "hypernet",
                curve,
                List.of(
                        new Fact("trained: phi", count(model.phi())),
                        new Fact("phi moved by", distance(firstPhi, model.phi())),
                        new Fact("trained: task embedding", count(embedding)),
                        new Fact("embedding moved by", distance(firstEmbedding, embedding)),
                        new Fact("generated, not trained: theta = H(c; phi)", count(theta)),
                        new Fact("theta moved by", distance(theta(model.hypernet(), firstPhi, firstEmbedding), theta)),
                        new Fact("held-out loss", loss(measured)),
                        new Fact("... of a plain network with that theta", loss(alone))));
    }

    private String loss(PooledModel model) {
        return loss(new MetricSummary(model.evaluate(List.of(task), Task::validation)));
    }

    private static String loss(MetricSummary summary) {
        return String.format(Locale.ROOT, "%.6f", summary.mean(Metric.LOSS));
    }

    private float[] firstEmbedding(Hypernet hypernet) {
        int size = hypernet.condition().embedding();
        return WorkerState.initial(Shard.of(0, List.of(task)), size, 0, training)
                .embeddings();
    }

    private float[] theta(Hypernet hypernet, float[] phi, float[] embedding) {
        int size = hypernet.condition().size();
        float[] condition = Arrays.copyOf(embedding, size);
        System.arraycopy(task.descriptor(), 0, condition, embedding.length, size - embedding.length);
        Weights weights = hypernet.pass(1).generate(phi, condition, 1);
        return Arrays.copyOf(weights.values(), hypernet.target().layout().size());
    }

    private static String count(float[] values) {
        return String.format(Locale.ROOT, "%,d values", values.length);
    }

    private static String distance(float[] from, float[] to) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            double step = to[i] - from[i];
            sum += step * step;
        }
        return String.format(Locale.ROOT, "%.3f", Math.sqrt(sum));
    }
}
