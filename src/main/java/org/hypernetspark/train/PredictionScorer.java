package org.hypernetspark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;

/**
 * From a model's raw outputs to metrics: the one way, whatever the model. Keeps working memory; not thread-safe.
 *
 * <p>It walks over all rows of a few tasks in batches, lets the model compute its outputs, and adds up each task's metrics;
 * padding and missing labels do not count.
 */
public final class PredictionScorer {
    private final Loss loss;
    private final TaskBatch batch;
    private final LossPass pass = new LossPass();
    private final int width;
    private final int labelWidth;

    /**
     * For a model that reads its rows from {@code batch}.
     *
     * @param output shape of the model's output for one row
     * @param batch filled with the rows to predict before the model is called
     * @param maxTasks tasks that {@code batch} has room for
     */
    public PredictionScorer(Loss loss, Shape output, TaskBatch batch, int maxTasks) {
        this.loss = loss;
        this.batch = batch;
        this.width = output.size();
        this.labelWidth = loss.labelWidth(output);
        pass.batch = batch.batch();
        pass.width = width;
        pass.labelWidth = labelWidth;
        pass.labels = batch.y();
        pass.mask = batch.mask();
        pass.losses = new double[maxTasks];
        pass.counts = new double[maxTasks];
    }

    /**
     * Scores the model on some rows of a few tasks.
     *
     * @param tasks in the order of their slots in the batch, at most as many as it has room for
     * @param rows which rows of a task count, for example {@code Task::validation}
     * @param model given a number of tasks, computes raw outputs {@code [tasks, batch, output]} of the rows in the batch;
     *     they may be overwritten
     * @return one element for each task, in their order
     */
    public List<MetricSums> score(List<Task> tasks, Function<Task, Rows> rows, IntFunction<float[]> model) {
        List<MetricSums> sums = new ArrayList<>();
        int longest = 0;
        for (Task task : tasks) {
            sums.add(new MetricSums());
            longest = Math.max(longest, rows.apply(task).count());
        }
        for (int first = 0; first < longest; first += batch.batch()) {
            fill(tasks, rows, first);
            add(model.apply(tasks.size()), sums);
        }
        return sums;
    }

    private void fill(List<Task> tasks, Function<Task, Rows> rows, int first) {
        for (int slot = 0; slot < tasks.size(); slot++) {
            Rows taskRows = rows.apply(tasks.get(slot));
            int count = Math.max(0, Math.min(batch.batch(), taskRows.count() - first));
            batch.fill(slot, taskRows, first, count);
        }
    }

    private void add(float[] output, List<MetricSums> sums) {
        pass.tasks = sums.size();
        pass.output = output;
        loss.compute(pass);
        loss.link(output, sums.size() * batch.batch() * labelWidth, width / labelWidth);
        for (int slot = 0; slot < sums.size(); slot++) {
            sums.get(slot).addLoss(pass.losses[slot], pass.counts[slot]);
            for (int row = slot * batch.batch(); row < (slot + 1) * batch.batch(); row++) {
                addRow(sums.get(slot), output, row);
            }
        }
    }

    private void addRow(MetricSums sums, float[] predictions, int row) {
        for (int i = 0; i < labelWidth; i++) {
            int at = row * labelWidth + i;
            if (batch.mask()[at] != 0) {
                if (!loss.classification()) {
                    sums.addPredicted(predictions[row * width + i], batch.y()[at]);
                } else if (width > labelWidth) {
                    addClass(sums, predictions, at * (width / labelWidth), (int) batch.y()[at]);
                } else {
                    double positive = predictions[row * width + i];
                    boolean label = batch.y()[at] > 0.5;
                    sums.addClassified(label ? positive : 1 - positive, label == positive > 0.5);
                }
            }
        }
    }

    private void addClass(MetricSums sums, float[] probabilities, int at, int label) {
        int likeliest = 0;
        for (int i = 1; i < width / labelWidth; i++) {
            if (probabilities[at + i] > probabilities[at + likeliest]) {
                likeliest = i;
            }
        }
        sums.addClassified(probabilities[at + label], likeliest == label);
    }
}
