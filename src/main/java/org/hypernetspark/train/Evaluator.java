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

    private final TaskStep step;
    private final PredictionScorer scorer;
    private final int embeddingSize;

    /** For this hypernet and its loss. */
    public Evaluator(Hypernet hypernet, Loss loss) {
        this.step = new TaskStep(hypernet, loss, TASKS_AT_ONCE, ROWS_AT_ONCE);
        this.scorer = new PredictionScorer(loss, hypernet.target().output(), step.batch(), TASKS_AT_ONCE);
        this.embeddingSize = hypernet.condition().embedding();
    }

    /**
     * Sums up the metrics of the tasks of a shard, in its order.
     *
     * @param embeddings {@code [tasks, embedding]} in the shard's order
     * @param rows which rows of a task count, for example {@code Task::validation}
     */
    public MetricSummary summarize(float[] phi, Shard shard, float[] embeddings, Function<Task, Rows> rows) {
        MetricSummary summary = new MetricSummary();
        for (int first = 0; first < shard.size(); first += TASKS_AT_ONCE) {
            group(phi, shard, first, embeddings, rows).forEach(summary::add);
        }
        return summary;
    }

    /**
     * Evaluates every task of a shard.
     *
     * @param embeddings {@code [tasks, embedding]} in the shard's order
     * @param rows which rows of a task count, for example {@code Task::validation}
     * @return one element for each task of the shard, in its order
     */
    public List<MetricSums> evaluate(float[] phi, Shard shard, float[] embeddings, Function<Task, Rows> rows) {
        List<MetricSums> results = new ArrayList<>();
        for (int first = 0; first < shard.size(); first += TASKS_AT_ONCE) {
            results.addAll(group(phi, shard, first, embeddings, rows));
        }
        return results;
    }

    private List<MetricSums> group(float[] phi, Shard shard, int first, float[] embeddings, Function<Task, Rows> rows) {
        int count = Math.min(TASKS_AT_ONCE, shard.size() - first);
        List<Task> group = new ArrayList<>();
        for (int slot = 0; slot < count; slot++) {
            Task task = shard.task(first + slot);
            group.add(task);
            step.setCondition(slot, embeddings, (first + slot) * embeddingSize, task);
        }
        return scorer.score(group, rows, tasks -> step.forward(phi, tasks, false, 0));
    }
}
