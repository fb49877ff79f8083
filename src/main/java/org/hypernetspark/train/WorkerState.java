package org.hypernetspark.train;

import java.io.Serializable;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Shard;

/**
 * What stays with a worker between rounds: its tasks' embeddings with their optimiser's state and, if optimiser state is
 * kept, that of its copy of the shared parameters.
 *
 * <p>A round makes a new one; the old one stays as it was, so that a round can be run again.
 */
public final class WorkerState implements Serializable {
    private static final long serialVersionUID = 1;

    final float[] embeddings;
    final float[][] embeddingSlots;
    final int[] embeddingSteps;
    final float[][] phiSlots;
    final long phiSteps;

    /**
     * Wraps the arrays.
     *
     * @param embeddings {@code [tasks, embedding]}, in the shard's order
     * @param embeddingSlots their optimiser's state, each as long
     * @param embeddingSteps updates each embedding has had
     * @param phiSlots kept optimiser state of the shared parameters; none unless it is kept
     * @param phiSteps updates behind {@code phiSlots}
     */
    public WorkerState(
            float[] embeddings, float[][] embeddingSlots, int[] embeddingSteps, float[][] phiSlots, long phiSteps) {
        this.embeddings = embeddings;
        this.embeddingSlots = embeddingSlots;
        this.embeddingSteps = embeddingSteps;
        this.phiSlots = phiSlots;
        this.phiSteps = phiSteps;
    }

    /** The state before the first round: standard normal embeddings that depend on seed and task alone. */
    public static WorkerState initial(Shard shard, int embeddingSize, int phiSize, TrainingSpec spec) {
        float[] embeddings = new float[shard.size() * embeddingSize];
        for (int task = 0; task < shard.size(); task++) {
            RandomStream random = Seeds.stream(
                    spec.seed(), Purpose.TASK_EMBEDDING, shard.task(task).key());
            for (int i = 0; i < embeddingSize; i++) {
                embeddings[task * embeddingSize + i] = (float) random.nextGaussian();
            }
        }
        Optimizer shared = new Optimizer(spec.optimizer());
        return new WorkerState(
                embeddings,
                new Optimizer(spec.embeddingOptimizer()).newSlots(embeddings.length),
                new int[shard.size()],
                keeps(spec) ? shared.newSlots(phiSize) : new float[0][],
                0);
    }

    private static boolean keeps(TrainingSpec spec) {
        return spec.aggregation() == Aggregation.PARAMETER_AVERAGING && spec.optimizerState() == OptimizerState.KEEP;
    }

    /** A copy that a round may change. */
    WorkerState copy(float[][] newPhiSlots, long newPhiSteps) {
        return new WorkerState(
                embeddings.clone(), copy(embeddingSlots), embeddingSteps.clone(), newPhiSlots, newPhiSteps);
    }

    static float[][] copy(float[][] slots) {
        float[][] copies = new float[slots.length][];
        for (int i = 0; i < slots.length; i++) {
            copies[i] = slots[i].clone();
        }
        return copies;
    }

    /** The embeddings {@code [tasks, embedding]}, not to be changed. */
    public float[] embeddings() {
        return embeddings;
    }

    /** The embeddings' optimiser state, not to be changed. */
    public float[][] embeddingSlots() {
        return embeddingSlots;
    }

    /** Updates each embedding has had, not to be changed. */
    public int[] embeddingSteps() {
        return embeddingSteps;
    }

    /** Kept optimiser state of the shared parameters, not to be changed. */
    public float[][] phiSlots() {
        return phiSlots;
    }

    /** Updates behind {@link #phiSlots}. */
    public long phiSteps() {
        return phiSteps;
    }

    /** The embeddings, each of {@code size} values, under their tasks' ids. */
    public TaskEmbeddings named(Shard shard, int size) {
        return NamedVectors.of(shard, size, embeddings);
    }
}
