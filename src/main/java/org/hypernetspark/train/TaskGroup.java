package org.hypernetspark.train;

import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.task.TaskBatch;

/**
 * Target networks of a few of a step's tasks: outputs, losses and gradients, while activations are in the cache. Not
 * thread-safe.
 */
final class TaskGroup {
    private final int size;

    private final int samples;
    private final int networks;
    private final int rowsEach;
    private final int preference;
    private final NetworkPass target;
    private final StepRows rows;
    private final Loss loss;
    private final LossPass pass = new LossPass();
    private int first;
    private int tasks;

    /**
     * For about {@code size} tasks at once, of up to {@code allTasks}.
     *
     * @param batch where the rows of all tasks are
     */
    TaskGroup(Hypernet hypernet, Loss loss, TaskBatch batch, int size, int allTasks, int samples) {
        Condition condition = hypernet.condition();
        Network network = hypernet.target();
        this.samples = samples;
        this.rowsEach = condition.perExample() ? 1 : batch.batch();
        this.networks = samples * (batch.batch() / rowsEach);
        this.size = wholeLanes(network, size, allTasks, networks);
        this.preference =
                condition.preference() == null ? 0 : condition.preference().size();
        this.target = network.pass(this.size * networks, rowsEach, allTasks * networks);
        this.loss = loss;
        int input = network.input().size();
        int labels = loss.labelWidth(network.output());
        this.rows = new StepRows(batch, this.size, samples, networks, condition.rowWidth(input), input, labels);
        if (networks == 1) {
            target.countRows(rows.counts());
        }
        prepare(batch.batch(), network.output().size(), labels);
    }

    /** So many tasks or some more: a group must not begin between two networks that lie side by side. */
    private static int wholeLanes(Network network, int size, int allTasks, int networks) {
        int lanes = network.lanes(allTasks * networks);
        return Math.min(allTasks, (size + lanes - 1) / lanes * lanes);
    }

    private void prepare(int batch, int width, int labelWidth) {
        pass.batch = batch;
        pass.width = width;
        pass.labelWidth = labelWidth;
        pass.labels = rows.labels();
        pass.mask = rows.mask();
        pass.preference = preference == 0 ? null : new float[size * samples * preference];
        pass.losses = new double[size * samples];
        pass.counts = new double[size * samples];
    }

    /** Tasks that are run together. */
    int size() {
        return size;
    }

    /** Generated networks of each task. */
    int networks() {
        return networks;
    }

    /** How many networks lie side by side: their weights may too. */
    int lanes() {
        return target.lanes();
    }

    /** Values of a task's outputs. */
    int outputSize() {
        return samples * pass.batch * pass.width;
    }

    /**
     * Runs tasks forward.
     *
     * @param theta of all tasks' networks
     * @param first of the tasks to run
     * @param tasks how many
     * @param seeds of all tasks; not read unless {@code training}
     * @return raw outputs {@code [tasks, samples, batch, width]}, valid until the next call
     */
    float[] forward(Weights theta, int first, int tasks, boolean training, long[] seeds) {
        this.first = first;
        this.tasks = tasks;
        rows.take(first, tasks);
        rows.takeSeeds(seeds, first, tasks);
        pass.tasks = tasks * samples;
        pass.output =
                target.forward(theta, first * networks, rows.x(), tasks * networks, rowsEach, training, rows.seeds());
        return pass.output;
    }

    /**
     * Computes the losses of the tasks that were run.
     *
     * @param preferences of all tasks and samples, as drawn; null if there are none
     * @param losses where each task's mean over its samples and rows goes, by task of the step
     * @param counts where the number of its labels that count goes
     */
    void losses(float[] preferences, double[] losses, double[] counts) {
        pass.dOutput = null;
        computeLosses(preferences, losses, counts);
    }

    /**
     * The same, and the gradients of the losses with respect to the generated weights.
     *
     * @param theta as for {@link #forward}
     * @param dTheta where the gradients go, of all tasks' networks
     */
    void gradients(Weights theta, Weights dTheta, float[] preferences, double[] losses, double[] counts) {
        pass.dOutput = pass.output;
        computeLosses(preferences, losses, counts);
        if (samples > 1) {
            Kernels.scale(tasks * outputSize(), 1f / samples, pass.dOutput, 0);
        }
        target.backward(theta, dTheta, first * networks, pass.dOutput, false);
    }

    private void computeLosses(float[] preferences, double[] losses, double[] counts) {
        if (preference > 0) {
            int each = samples * preference;
            System.arraycopy(preferences, first * each, pass.preference, 0, tasks * each);
        }
        loss.compute(pass);
        for (int task = 0; task < tasks; task++) {
            losses[first + task] = meanLoss(task);
            counts[first + task] = pass.counts[task * samples];
        }
    }

    private double meanLoss(int task) {
        if (samples == 1) {
            return pass.losses[task];
        }
        double sum = 0;
        for (int copy = task * samples; copy < (task + 1) * samples; copy++) {
            sum += pass.losses[copy];
        }
        return sum / samples;
    }
}
