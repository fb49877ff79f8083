package org.hypernetspark.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/** Evaluates tasks with the weights the hypernet generates for them. Keeps working memory; not thread-safe. */
public final class Evaluator {
    private static final int TASKS_AT_ONCE = 16;
    private static final int ROWS_AT_ONCE = 64;

    private final Hypernet hypernet;
    private final Loss loss;
    private final int tasksAtOnce;
    private final int vectorSize;
    /** For each variant of the target, made when the first of its tasks comes. */
    private final VariantScorer[] scorers;

    /** For this hypernet and its loss. */
    public Evaluator(Hypernet hypernet, Loss loss) {
        this.hypernet = hypernet;
        this.loss = loss;
        // Where each row has a network of its own, so many rows are as many networks.
        this.tasksAtOnce = hypernet.condition().perExample() ? 1 : TASKS_AT_ONCE;
        this.vectorSize = hypernet.condition().vector();
        this.scorers = new VariantScorer[hypernet.variants().size()];
    }

    /** Working memory for the tasks of one variant. */
    private record VariantScorer(TaskStep step, PredictionScorer scorer) {
        static VariantScorer of(Hypernet variant, Loss loss, int tasks) {
            TaskStep step = new TaskStep(variant, loss, tasks, ROWS_AT_ONCE);
            return new VariantScorer(
                    step, new PredictionScorer(loss, variant.target().output(), step.batch(), tasks));
        }
    }

    /**
     * Sums up the metrics of the tasks of a shard: variant by variant of the target, in its order.
     *
     * @param vectors {@code [tasks, vector]} in the shard's order: embeddings and encoded support sets, see
     *     {@link SupportEncoding}
     * @param rows which rows of a task count, for example {@code Task::validation}
     */
    public MetricSummary summarize(float[] phi, Shard shard, float[] vectors, Function<Task, Rows> rows) {
        MetricSummary summary = new MetricSummary();
        each(phi, shard, vectors, rows, (task, sums) -> summary.add(sums));
        return summary;
    }

    /**
     * Evaluates every task of a shard.
     *
     * @param vectors {@code [tasks, vector]} in the shard's order: embeddings and encoded support sets, see
     *     {@link SupportEncoding}
     * @param rows which rows of a task count, for example {@code Task::validation}
     * @return one element for each task of the shard, in its order
     */
    public List<MetricSums> evaluate(float[] phi, Shard shard, float[] vectors, Function<Task, Rows> rows) {
        MetricSums[] results = new MetricSums[shard.size()];
        each(phi, shard, vectors, rows, (task, sums) -> results[task] = sums);
        return List.of(results);
    }

    @FunctionalInterface
    private interface Result {
        void of(int task, MetricSums sums);
    }

    private void each(float[] phi, Shard shard, float[] vectors, Function<Task, Rows> rows, Result result) {
        Variants.check(hypernet, shard);
        for (int variant = 0; variant < scorers.length; variant++) {
            int[] members = Variants.members(shard, variant);
            for (int first = 0; first < members.length; first += tasksAtOnce) {
                int[] group = Arrays.copyOfRange(members, first, Math.min(first + tasksAtOnce, members.length));
                List<MetricSums> sums = score(scorer(variant), phi, shard, group, vectors, rows);
                for (int i = 0; i < group.length; i++) {
                    result.of(group[i], sums.get(i));
                }
            }
        }
    }

    private VariantScorer scorer(int variant) {
        if (scorers[variant] == null) {
            scorers[variant] = VariantScorer.of(hypernet.variant(variant), loss, tasksAtOnce);
        }
        return scorers[variant];
    }

    private List<MetricSums> score(
            VariantScorer own, float[] phi, Shard shard, int[] group, float[] vectors, Function<Task, Rows> rows) {
        List<Task> tasks = new ArrayList<>();
        for (int slot = 0; slot < group.length; slot++) {
            Task task = shard.task(group[slot]);
            tasks.add(task);
            own.step().setVector(slot, vectors, group[slot] * vectorSize, task);
        }
        return own.scorer().score(tasks, rows, count -> own.step().outputs(phi, count));
    }
}
