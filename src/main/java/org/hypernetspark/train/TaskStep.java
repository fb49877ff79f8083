package org.hypernetspark.train;

import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.ConditionPass;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.SupportBatch;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;

/**
 * One step for several tasks at once: conditions, generated weights, target networks, losses, and back.
 *
 * <p>A task has one generated network; in training with several samples, or where the hypernet sees columns of the row, it
 * has several, each with a share of its rows ({@code networks}, {@code rowsEach}). Losses and gradients are the task's own,
 * its mean over samples and rows.
 *
 * <p>Holds all working memory; a step allocates nothing. Not thread-safe.
 */
public final class TaskStep {
    private final int embeddingSize;
    private final int vectorSize;
    private final int samples;
    private final int networks;
    private final int rowsEach;
    private final int rowWidth;
    private final Loss loss;
    private final ConditionPass conditions;
    private final SupportBatch support;
    private final HypernetPass hypernet;
    private final NetworkPass target;
    private final LossPass lossPass = new LossPass();
    private final TaskBatch batch;
    private final StepRows rows;
    private final long[] seeds;
    private Weights theta;
    private float[] output;

    /**
     * Room for {@code maxTasks} tasks of {@code batchSize} rows, one sample each; support sets are encoded before and part of
     * {@link #setVector}.
     */
    public TaskStep(Hypernet hypernet, Loss loss, int maxTasks, int batchSize) {
        this(hypernet, loss, maxTasks, batchSize, 1, 0);
    }

    /** As in training: with as many samples as the condition says, and support sets that are encoded in the step. */
    static TaskStep forTraining(Hypernet hypernet, Loss loss, int maxTasks, int batchSize) {
        Condition condition = hypernet.condition();
        int supportRows = condition.support() == null ? 0 : condition.support().rows();
        return new TaskStep(hypernet, loss, maxTasks, batchSize, condition.samples(), supportRows);
    }

    private TaskStep(Hypernet hypernet, Loss loss, int maxTasks, int batchSize, int samples, int supportRows) {
        Condition condition = hypernet.condition();
        int input = hypernet.target().input().size();
        this.embeddingSize = condition.embedding();
        this.vectorSize = condition.vector();
        this.samples = samples;
        this.rowsEach = condition.perExample() ? 1 : batchSize;
        this.networks = samples * (batchSize / rowsEach);
        this.rowWidth = condition.rowWidth(input);
        this.loss = loss;
        int all = Math.multiplyExact(maxTasks, networks);
        this.conditions = hypernet.conditionPass(maxTasks, samples, batchSize, supportRows);
        this.support = supportRows == 0 ? null : supportBatch(condition.support(), maxTasks, supportRows);
        this.hypernet = hypernet.pass(all);
        this.target = hypernet.target().pass(all, rowsEach);
        int width = hypernet.target().output().size();
        int labelWidth = loss.labelWidth(hypernet.target().output());
        this.batch = new TaskBatch(maxTasks, batchSize, rowWidth, labelWidth);
        this.rows = new StepRows(batch, maxTasks, samples, networks, rowWidth, input, labelWidth);
        if (networks == 1) {
            target.countRows(batch.rows());
        }
        this.seeds = new long[maxTasks];
        lossPass.batch = batchSize;
        lossPass.width = width;
        lossPass.labelWidth = labelWidth;
        lossPass.labels = rows.labels();
        lossPass.mask = rows.mask();
        lossPass.preference = conditions.preferences();
        lossPass.losses = new double[maxTasks * samples];
        lossPass.counts = new double[maxTasks * samples];
    }

    private static SupportBatch supportBatch(SupportInput input, int maxTasks, int rows) {
        return new SupportBatch(maxTasks, rows, input.features(), input.labels(), input.classes());
    }

    /** The rows of the tasks, to be filled before {@link #forward}. */
    public TaskBatch batch() {
        return batch;
    }

    /**
     * Sets what the hypernet sees of the task in a slot: its vector (embedding and encoded support set) at
     * {@code vectors[at ..]}, its descriptor, and the centre of what is drawn.
     */
    public void setVector(int slot, float[] vectors, int at, Task task) {
        conditions.setVector(slot, vectors, at, vectorSize);
        conditions.setDescriptor(slot, task.descriptor());
        conditions.center(slot);
    }

    /**
     * Sets what the hypernet sees in a step of training: the embedding at {@code embeddings[at ..]} (a zero one if null), the
     * descriptor, rows of the support set, and what is drawn.
     *
     * @param seed of the run
     */
    void setDrawn(int slot, float[] embeddings, int at, Task task, long seed, long stepNumber) {
        conditions.setVector(slot, embeddings, at, embeddingSize);
        conditions.setDescriptor(slot, task.descriptor());
        conditions.draw(slot, Seeds.derive(seed, Purpose.CONDITION, stepNumber, task.key()));
        if (support != null) {
            support.draw(slot, task.training(), seed, task.key(), stepNumber);
        }
    }

    /** Sets the seed of a task's random numbers in the next step. */
    public void setSeed(int slot, long seed) {
        seeds[slot] = seed;
    }

    /**
     * Runs the tasks in slots 0 .. {@code tasks}-1 forward.
     *
     * @param training whether dropout acts
     * @param trunkSeed of random numbers in the trunk
     * @return raw outputs {@code [tasks, samples, batch, width]}, valid until the next call
     */
    public float[] forward(float[] phi, int tasks, boolean training, long trunkSeed) {
        if (support != null) {
            conditions.encode(phi, support.x(), support.counts(), tasks, training, trunkSeed);
        }
        rows.take(tasks);
        float[] condition = conditions.conditions(batch.x(), rowWidth, tasks);
        theta = hypernet.generate(phi, condition, tasks * networks, training, trunkSeed);
        long[] own = training ? rows.seeds(seeds, tasks, networks) : seeds;
        output = target.forward(theta, rows.x(), tasks * networks, rowsEach, training, own);
        lossPass.tasks = tasks * samples;
        lossPass.output = output;
        return output;
    }

    /** Each task's mean loss after {@link #forward}, without a gradient; the outputs stay as they are. */
    public double[] losses() {
        lossPass.dOutput = null;
        computeLosses();
        return lossPass.losses;
    }

    /** Number of labels that counted for each task; valid after {@link #losses} or {@link #backward}. */
    public double[] counts() {
        return lossPass.counts;
    }

    /**
     * Computes losses and gradients after {@link #forward}; overwrites the outputs.
     *
     * @param dPhi where the gradient of the sum of the tasks' losses goes (overwritten); null if {@code phi} is frozen
     * @return gradient of each task's own loss with respect to its condition, {@code [tasks, condition]}
     */
    public float[] backward(float[] phi, float[] dPhi) {
        lossPass.dOutput = output;
        int tasks = computeLosses();
        if (samples > 1) {
            Kernels.scale(tasks * samples * batch.batch() * lossPass.width, 1f / samples, output, 0);
        }
        target.backward(theta, hypernet.dTheta(), output, false);
        return conditions.backward(phi, dPhi, hypernet.backward(phi, dPhi), tasks);
    }

    /** Leaves each task's mean over its samples in the slots of the tasks; returns the number of tasks. */
    private int computeLosses() {
        loss.compute(lossPass);
        int tasks = lossPass.tasks / samples;
        for (int task = 0; samples > 1 && task < tasks; task++) {
            double sum = 0;
            for (int copy = task * samples; copy < (task + 1) * samples; copy++) {
                sum += lossPass.losses[copy];
            }
            lossPass.losses[task] = sum / samples;
            lossPass.counts[task] = lossPass.counts[task * samples];
        }
        return tasks;
    }

    /** Each task's mean loss as computed by the last {@link #backward}. */
    public double[] lastLosses() {
        return lossPass.losses;
    }
}
