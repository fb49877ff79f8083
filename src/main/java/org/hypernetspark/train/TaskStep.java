package org.hypernetspark.train;

import java.util.Arrays;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;

/**
 * One step for several tasks at once: conditions, generated weights, target networks, losses, and back.
 *
 * <p>Holds all working memory; a step allocates nothing. Not thread-safe.
 */
public final class TaskStep {
    private final int embeddingSize;
    private final int conditionSize;
    private final Loss loss;
    private final HypernetPass hypernet;
    private final NetworkPass target;
    private final LossPass lossPass = new LossPass();
    private final TaskBatch batch;
    private final float[] condition;
    private final long[] seeds;
    private Weights theta;
    private float[] output;

    /** Room for {@code maxTasks} tasks of {@code batchSize} rows. */
    public TaskStep(Hypernet hypernet, Loss loss, int maxTasks, int batchSize) {
        this.embeddingSize = hypernet.condition().embedding();
        this.conditionSize = hypernet.condition().size();
        this.loss = loss;
        this.hypernet = hypernet.pass(maxTasks);
        this.target = hypernet.target().pass(maxTasks, batchSize);
        int width = hypernet.target().output().size();
        int labelWidth = loss.labelWidth(hypernet.target().output());
        this.batch =
                new TaskBatch(maxTasks, batchSize, hypernet.target().input().size(), labelWidth);
        this.condition = new float[maxTasks * conditionSize];
        this.seeds = new long[maxTasks];
        lossPass.batch = batchSize;
        lossPass.width = width;
        lossPass.labelWidth = labelWidth;
        lossPass.labels = batch.y();
        lossPass.mask = batch.mask();
        lossPass.losses = new double[maxTasks];
        lossPass.counts = new double[maxTasks];
    }

    /** The rows of the tasks, to be filled before {@link #forward}. */
    public TaskBatch batch() {
        return batch;
    }

    /** Sets what the hypernet sees of the task in a slot: its embedding at {@code embeddings[at ..]} and its descriptor. */
    public void setCondition(int slot, float[] embeddings, int at, Task task) {
        System.arraycopy(embeddings, at, condition, slot * conditionSize, embeddingSize);
        setDescriptor(slot, task);
    }

    /** Sets the condition of an unknown task: a zero embedding, and its descriptor. */
    public void setUnknown(int slot, Task task) {
        int at = slot * conditionSize;
        Arrays.fill(condition, at, at + embeddingSize, 0);
        setDescriptor(slot, task);
    }

    private void setDescriptor(int slot, Task task) {
        int size = conditionSize - embeddingSize;
        System.arraycopy(task.descriptor(), 0, condition, slot * conditionSize + embeddingSize, size);
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
     * @return raw outputs {@code [tasks, batch, width]}, valid until the next call
     */
    public float[] forward(float[] phi, int tasks, boolean training, long trunkSeed) {
        theta = hypernet.generate(phi, condition, tasks, training, trunkSeed);
        output = target.forward(theta, batch.x(), tasks, batch.batch(), training, seeds);
        lossPass.tasks = tasks;
        lossPass.output = output;
        return output;
    }

    /** Each task's mean loss after {@link #forward}, without a gradient; the outputs stay as they are. */
    public double[] losses() {
        lossPass.dOutput = null;
        loss.compute(lossPass);
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
        loss.compute(lossPass);
        target.backward(theta, hypernet.dTheta(), output, false);
        return hypernet.backward(phi, dPhi);
    }

    /** Each task's mean loss as computed by the last {@link #backward}. */
    public double[] lastLosses() {
        return lossPass.losses;
    }
}
