package org.hypernetspark.train;

import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.ConditionPass;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.param.WeightUpdate;
import org.hypernetspark.task.SupportBatch;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;

/**
 * One step for several tasks at once: conditions, generated weights, target networks, losses, and back. The target networks
 * run in groups of tasks ({@link TaskGroup}).
 *
 * <p>A task has one generated network; in training with several samples, or where the hypernet sees columns of the row, it
 * has several, each with a share of its rows. Losses and gradients are the task's own, its mean over samples and rows.
 *
 * <p>Holds all working memory; a step allocates nothing. Not thread-safe.
 */
public final class TaskStep {
    private final int embeddingSize;
    private final int vectorSize;
    private final int rowWidth;
    private final ConditionPass conditions;
    private final SupportBatch support;
    private final HypernetPass hypernet;
    private final TaskBatch batch;
    private final TaskGroup group;
    private final float[] outputs;
    private final long[] seeds;
    private final double[] losses;
    private final double[] counts;

    /**
     * Room for {@code maxTasks} tasks of {@code batchSize} rows, one sample each; support sets are encoded before and part of
     * {@link #setVector}.
     */
    public TaskStep(Hypernet hypernet, Loss loss, int maxTasks, int batchSize) {
        this(hypernet, loss, maxTasks, batchSize, 1, 0, hypernet.target().tasksTogether(batchSize));
    }

    /** As in training: with as many samples as the condition says, and support sets that are encoded in the step. */
    static TaskStep forTraining(Hypernet hypernet, Loss loss, int maxTasks, int batchSize) {
        int samples = hypernet.condition().samples();
        return forTraining(
                hypernet, loss, maxTasks, batchSize, hypernet.target().tasksTogether(samples * batchSize));
    }

    /** With target networks of so many tasks run together. */
    static TaskStep forTraining(Hypernet hypernet, Loss loss, int maxTasks, int batchSize, int together) {
        Condition condition = hypernet.condition();
        int supportRows = condition.support() == null ? 0 : condition.support().rows();
        return new TaskStep(hypernet, loss, maxTasks, batchSize, condition.samples(), supportRows, together);
    }

    private TaskStep(
            Hypernet hypernet, Loss loss, int maxTasks, int batchSize, int samples, int supportRows, int together) {
        Condition condition = hypernet.condition();
        this.embeddingSize = condition.embedding();
        this.vectorSize = condition.vector();
        this.rowWidth = condition.rowWidth(hypernet.target().input().size());
        this.conditions = hypernet.conditionPass(maxTasks, samples, batchSize, supportRows);
        this.support = supportRows == 0 ? null : supportBatch(condition.support(), maxTasks, supportRows);
        int labelWidth = loss.labelWidth(hypernet.target().output());
        this.batch = new TaskBatch(maxTasks, batchSize, rowWidth, labelWidth);
        this.group = new TaskGroup(hypernet, loss, batch, Math.min(maxTasks, together), maxTasks, samples);
        this.hypernet = hypernet.pass(Math.multiplyExact(maxTasks, group.networks()), group.lanes());
        this.outputs = new float[Math.multiplyExact(maxTasks, group.outputSize())];
        this.seeds = new long[maxTasks];
        this.losses = new double[maxTasks];
        this.counts = new double[maxTasks];
    }

    private static SupportBatch supportBatch(SupportInput input, int maxTasks, int rows) {
        return new SupportBatch(maxTasks, rows, input.features(), input.labels(), input.classes());
    }

    /** Tasks that there is room for. */
    int maxTasks() {
        return seeds.length;
    }

    /** The rows of the tasks, to be filled before they are run. */
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

    /** Says what updates {@code phi} from now on, in {@link #gradients}: {@link HypernetPass#updateBy}. */
    void updateBy(WeightUpdate update) {
        hypernet.updateBy(update);
    }

    /** Sets the seed of a task's random numbers in the next step. */
    public void setSeed(int slot, long seed) {
        seeds[slot] = seed;
    }

    /**
     * Computes the outputs of the tasks in slots 0 .. {@code tasks}-1, without dropout.
     *
     * @return raw outputs {@code [tasks, samples, batch, width]}, valid until the next call; may be overwritten
     */
    public float[] outputs(float[] phi, int tasks) {
        Weights theta = generate(phi, tasks, false, 0);
        for (int first = 0; first < tasks; first += group.size()) {
            int some = Math.min(group.size(), tasks - first);
            float[] output = group.forward(theta, first, some, false, seeds);
            System.arraycopy(output, 0, outputs, first * group.outputSize(), some * group.outputSize());
        }
        return outputs;
    }

    /** Computes each task's mean loss, without dropout: {@link #lastLosses}. */
    public double[] losses(float[] phi, int tasks) {
        Weights theta = generate(phi, tasks, false, 0);
        for (int first = 0; first < tasks; first += group.size()) {
            group.forward(theta, first, Math.min(group.size(), tasks - first), false, seeds);
            group.losses(conditions.preferences(), losses, counts);
        }
        return losses;
    }

    /**
     * Computes losses ({@link #lastLosses}) and gradients of the tasks in slots 0 .. {@code tasks}-1.
     *
     * @param dPhi where the gradient of the sum of the tasks' losses goes (overwritten); null if {@code phi} is frozen
     * @param training whether dropout acts
     * @param trunkSeed of random numbers in the trunk
     * @return gradient of each task's own loss with respect to its condition, {@code [tasks, condition]}
     */
    public float[] gradients(float[] phi, float[] dPhi, int tasks, boolean training, long trunkSeed) {
        Weights theta = generate(phi, tasks, training, trunkSeed);
        for (int first = 0; first < tasks; first += group.size()) {
            group.forward(theta, first, Math.min(group.size(), tasks - first), training, seeds);
            group.gradients(theta, hypernet.dTheta(), conditions.preferences(), losses, counts);
        }
        return conditions.backward(phi, dPhi, hypernet.backward(phi, dPhi), tasks);
    }

    /** The weights of the tasks' networks. */
    private Weights generate(float[] phi, int tasks, boolean training, long trunkSeed) {
        if (support != null) {
            conditions.encode(phi, support.x(), support.counts(), tasks, training, trunkSeed);
        }
        float[] condition = conditions.conditions(batch.x(), rowWidth, tasks);
        return hypernet.generate(phi, condition, tasks * group.networks(), training, trunkSeed);
    }

    /** Number of labels that counted for each task, with the losses computed last. */
    public double[] counts() {
        return counts;
    }

    /** Each task's mean loss, as computed last. */
    public double[] lastLosses() {
        return losses;
    }
}
