package org.hypernetspark.train;

import java.util.ArrayList;
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

    private final int tasksAtOnce;
    private final TaskStep step;
    private final PredictionScorer scorer;
    private final int vectorSize;

    /** For this hypernet and its loss. */
    public Evaluator(Hypernet hypernet, Loss loss) {
        // Where each row has a network of its own, so many rows are as many networks.
        this.tasksAtOnce = hypernet.condition().perExample() ? 1 : TASKS_AT_ONCE;
        this.step = new TaskStep(hypernet, loss, tasksAtOnce, ROWS_AT_ONCE);
        this.scorer = new PredictionScorer(loss, hypernet.target().output(), step.batch(), tasksAtOnce);
        this.vectorSize = hypernet.condition().vector();
    }

    /**
     * Sums up the metrics of the tasks of a shard, in its order.
     *
     * @param vectors {@code [tasks, vector]} in the shard's order: embeddings and encoded support sets, see
     *     {@link SupportEncoding}
     * @param rows which rows of a task count, for example {@code Task::validation}
     */
    public MetricSummary summarize(float[] phi, Shard shard, float[] vectors, Function<Task, Rows> rows) {
        MetricSummary summary = new MetricSummary();
        for (int first = 0; first < shard.size(); first += tasksAtOnce) {
            group(phi, shard, first, vectors, rows).forEach(summary::add);
        }
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
        List<MetricSums> results = new ArrayList<>();
        for (int first = 0; first < shard.size(); first += tasksAtOnce) {
            results.addAll(group(phi, shard, first, vectors, rows));
        }
        return results;
    }

    private List<MetricSums> group(float[] phi, Shard shard, int first, float[] vectors, Function<Task, Rows> rows) {
        int count = Math.min(tasksAtOnce, shard.size() - first);
        List<Task> group = new ArrayList<>();
        for (int slot = 0; slot < count; slot++) {
            Task task = shard.task(first + slot);
            group.add(task);
            step.setVector(slot, vectors, (first + slot) * vectorSize, task);
        }
        return scorer.score(group, rows, tasks -> step.forward(phi, tasks, false, 0));
    }
}
