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
    private final Loss loss;
    private final int width;
    private final int labelWidth;
    private final int embeddingSize;

    /** For this hypernet and its loss. */
    public Evaluator(Hypernet hypernet, Loss loss) {
        this.step = new TaskStep(hypernet, loss, TASKS_AT_ONCE, ROWS_AT_ONCE);
        this.loss = loss;
        this.width = hypernet.target().output().size();
        this.labelWidth = loss.labelWidth(hypernet.target().output());
        this.embeddingSize = hypernet.condition().embedding();
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
            int tasks = Math.min(TASKS_AT_ONCE, shard.size() - first);
            List<MetricSums> group = new ArrayList<>();
            int longest = 0;
            for (int slot = 0; slot < tasks; slot++) {
                group.add(new MetricSums());
                step.setCondition(slot, embeddings, (first + slot) * embeddingSize, shard.task(first + slot));
                longest = Math.max(longest, rows.apply(shard.task(first + slot)).count());
            }
            for (int row = 0; row < longest; row += ROWS_AT_ONCE) {
                evaluateRows(phi, shard, rows, first, tasks, row, group);
            }
            results.addAll(group);
        }
        return results;
    }

    private void evaluateRows(
            float[] phi,
            Shard shard,
            Function<Task, Rows> rows,
            int firstTask,
            int tasks,
            int firstRow,
            List<MetricSums> sums) {
        for (int slot = 0; slot < tasks; slot++) {
            Rows taskRows = rows.apply(shard.task(firstTask + slot));
            int count = Math.max(0, Math.min(ROWS_AT_ONCE, taskRows.count() - firstRow));
            step.batch().fill(slot, taskRows, firstRow, count);
        }
        float[] output = step.forward(phi, tasks, false, 0);
        double[] losses = step.losses();
        loss.link(output, tasks * ROWS_AT_ONCE, width);
        for (int slot = 0; slot < tasks; slot++) {
            sums.get(slot).addLoss(losses[slot], step.counts()[slot]);
            for (int row = slot * ROWS_AT_ONCE; row < (slot + 1) * ROWS_AT_ONCE; row++) {
                addRow(sums.get(slot), output, row);
            }
        }
    }

    private void addRow(MetricSums sums, float[] predictions, int row) {
        float[] labels = step.batch().y();
        for (int i = 0; i < labelWidth; i++) {
            int at = row * labelWidth + i;
            if (step.batch().mask()[at] != 0) {
                if (!loss.classification()) {
                    sums.addPredicted(predictions[row * width + i], labels[at]);
                } else if (width > labelWidth) {
                    addClass(sums, predictions, row * width, (int) labels[at]);
                } else {
                    double positive = predictions[row * width + i];
                    boolean label = labels[at] > 0.5;
                    sums.addClassified(label ? positive : 1 - positive, label == positive > 0.5);
                }
            }
        }
    }

    private void addClass(MetricSums sums, float[] probabilities, int at, int label) {
        int likeliest = 0;
        for (int i = 1; i < width; i++) {
            if (probabilities[at + i] > probabilities[at + likeliest]) {
                likeliest = i;
            }
        }
        sums.addClassified(probabilities[at + label], likeliest == label);
    }
}
