package org.hypernetspark.baseline;

import java.util.List;
import java.util.function.Function;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.PredictionScorer;

/**
 * One step of ordinary networks on batches of several tasks: forward, losses, back. Each task has weights of its own, or
 * all tasks share one set and are run as one batch.
 *
 * <p>Holds all working memory; a step allocates nothing. Not thread-safe.
 */
final class NetworkStep {
    private final Loss loss;
    private final boolean shared;
    private final NetworkPass network;
    private final TaskBatch batch;
    private final JoinedInput input;
    private final PredictionScorer scorer;
    private final LossPass lossPass = new LossPass();
    private final long[] seeds;
    private float[] output;

    private NetworkStep(Network network, Loss loss, int maxTasks, int rows, int descriptor, boolean shared) {
        int features = network.input().size() - descriptor;
        this.loss = loss;
        this.shared = shared;
        this.network = shared ? network.pass(1, maxTasks * rows) : network.pass(maxTasks, rows);
        this.batch = new TaskBatch(maxTasks, rows, features, loss.labelWidth(network.output()));
        if (!shared) {
            this.network.countRows(batch.rows());
        }
        this.input = new JoinedInput(batch, maxTasks, features, descriptor);
        this.scorer = new PredictionScorer(loss, network.output(), batch, maxTasks);
        this.seeds = new long[maxTasks];
        lossPass.batch = rows;
        lossPass.width = network.output().size();
        lossPass.labelWidth = loss.labelWidth(network.output());
        lossPass.labels = batch.y();
        lossPass.mask = batch.mask();
        lossPass.losses = new double[maxTasks];
        lossPass.counts = new double[maxTasks];
    }

    /** For weights that all tasks share; the last {@code descriptor} inputs are the task's descriptor. */
    static NetworkStep shared(Network network, Loss loss, int maxTasks, int rows, int descriptor) {
        return new NetworkStep(network, loss, maxTasks, rows, descriptor, true);
    }

    /** For weights of each task's own. */
    static NetworkStep separate(Network network, Loss loss, int maxTasks, int rows) {
        return new NetworkStep(network, loss, maxTasks, rows, 0, false);
    }

    /** The rows of the tasks, to be filled before {@link #forward}. */
    TaskBatch batch() {
        return batch;
    }

    /** Says which task is in a slot. */
    void setTask(int slot, Task task) {
        input.setTask(slot, task);
    }

    /** Sets the seed of a task's random numbers; of shared weights only slot 0 counts. */
    void setSeed(int slot, long seed) {
        seeds[slot] = seed;
    }

    /** Runs the tasks in slots 0 .. {@code tasks}-1; returns raw outputs {@code [tasks, batch, width]}. */
    float[] forward(Weights theta, int tasks, boolean training) {
        int rows = batch.batch();
        float[] x = input.join(tasks);
        output = shared
                ? network.forward(theta, x, 1, tasks * rows, training, seeds)
                : network.forward(theta, x, tasks, rows, training, seeds);
        lossPass.tasks = tasks;
        lossPass.output = output;
        return output;
    }

    /**
     * Computes gradients after {@link #forward}: of the sum of the tasks' losses if weights are shared, else of each its own.
     *
     * @param dTheta where they go (overwritten)
     * @return each task's mean loss, valid until the next call
     */
    double[] backward(Weights theta, Weights dTheta) {
        lossPass.dOutput = output;
        loss.compute(lossPass);
        network.backward(theta, dTheta, output, false);
        return lossPass.losses;
    }

    /** Number of labels that counted for each task; valid after {@link #backward}. */
    double[] counts() {
        return lossPass.counts;
    }

    /** Scores the weights on rows of tasks; {@code theta} holds a set for each of them, in their order, or a shared one. */
    List<MetricSums> score(Weights theta, List<Task> tasks, Function<Task, Rows> rows) {
        for (int slot = 0; slot < tasks.size(); slot++) {
            setTask(slot, tasks.get(slot));
        }
        return scorer.score(tasks, rows, count -> forward(theta, count, false));
    }
}
