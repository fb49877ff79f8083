package org.hypernetspark.train;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/**
 * Fits the vectors of new tasks to a few rows each: encodes their support sets and fits their embeddings, with {@code phi} frozen. Each task is fitted by itself. It starts from
 * the zero embedding of an unknown task, or from that of a known task if its weights fit the rows better: at zero a trunk of
 * ReLUs may be flat. The result depends on the task's rows and the settings alone, but for rounding: the trunk
 * multiplies the conditions of several tasks at once, and how a product is rounded may depend on how many they are.
 */
public final class Adaptation {
    private static final int TASKS_AT_ONCE = 16;

    private final Hypernet hypernet;
    private final Loss loss;
    private final AdaptationSpec spec;
    private final int embedding;
    private final int vector;

    /**
     * With these settings.
     *
     * @throws IllegalArgumentException if the hypernet has no task embedding to fit
     */
    public Adaptation(Hypernet hypernet, Loss loss, AdaptationSpec spec) {
        if (hypernet.condition().vector() == 0) {
            throw new IllegalArgumentException(
                    "This hypernet has no task embedding to adapt, and sees no support set. Predict new tasks from what it "
                            + "sees, or train with condition.embedding > 0 or condition.support.");
        }
        this.hypernet = hypernet;
        this.loss = loss;
        this.spec = spec;
        this.embedding = hypernet.condition().embedding();
        this.vector = hypernet.condition().vector();
    }

    /** Fits one embedding for each task, to its training rows, all from the zero embedding. */
    public TaskEmbeddings fit(float[] phi, List<Task> tasks) {
        return fit(phi, tasks, new TaskEmbeddings(new String[0], vector, new float[0]));
    }

    /**
     * Fits one embedding for each task, to its training rows; a support set is made of the same rows. Without embeddings that
     * is all: no step is taken.
     *
     * @param known vectors of known tasks; the embeddings of up to 15 of them, evenly spaced in order of ids, are tried as a
     *     start
     * @return the tasks' vectors: embeddings and encoded support sets
     */
    public TaskEmbeddings fit(float[] phi, List<Task> tasks, TaskEmbeddings known) {
        Shard shard = Shard.of(0, tasks);
        Variants.check(hypernet, shard);
        float[] none = new float[shard.size() * embedding];
        float[] vectors = new SupportEncoding(hypernet).vectors(phi, shard, none);
        if (embedding > 0) {
            float[] starts = starts(known);
            for (int variant = 0; variant < hypernet.variants().size(); variant++) {
                fit(phi, shard, Variants.members(shard, variant), vectors, starts);
            }
        }
        return NamedVectors.of(shard, vector, vectors);
    }

    /** Fits the tasks of one variant. */
    private void fit(float[] phi, Shard shard, int[] members, float[] vectors, float[] starts) {
        if (members.length == 0) {
            return;
        }
        Hypernet own = hypernet.variant(shard.task(members[0]).variant());
        TaskStep step = new TaskStep(own, loss, TASKS_AT_ONCE, spec.batch());
        for (int first = 0; first < members.length; first += TASKS_AT_ONCE) {
            int[] group = Arrays.copyOfRange(members, first, Math.min(first + TASKS_AT_ONCE, members.length));
            for (int task : group) {
                int at = task * vector;
                for (int start = 0; start < starts.length; start += vector) {
                    System.arraycopy(vectors, at + embedding, starts, start + embedding, vector - embedding);
                }
                int best = bestStart(phi, shard.task(task), starts, step);
                System.arraycopy(starts, best * vector, vectors, at, embedding);
            }
            fitGroup(phi, shard, group, vectors, step);
        }
    }

    /** The zero embedding and some known ones. */
    private static float[] starts(TaskEmbeddings known) {
        int tried = Math.min(TASKS_AT_ONCE - 1, known.count());
        float[] starts = new float[(1 + tried) * known.size()];
        for (int i = 0; i < tried; i++) {
            known.copy((int) ((long) i * known.count() / tried), starts, (1 + i) * known.size());
        }
        return starts;
    }

    /** The start with the lowest loss on the task's first rows; the zero embedding if the task has none. */
    private int bestStart(float[] phi, Task task, float[] starts, TaskStep step) {
        int count = starts.length / vector;
        for (int slot = 0; slot < count; slot++) {
            step.batch().fillShuffled(slot, task.training(), spec.seed(), task.key(), 0);
            step.setVector(slot, starts, slot * vector, task);
        }
        double[] losses = step.losses(phi, count);
        int best = 0;
        for (int slot = 1; slot < count; slot++) {
            best = losses[slot] < losses[best] ? slot : best;
        }
        return best;
    }

    private void fitGroup(float[] phi, Shard shard, int[] group, float[] vectors, TaskStep step) {
        int conditionSize = hypernet.condition().size();
        Optimizer optimizer = new Optimizer(spec.optimizer());
        float[][] slots = optimizer.newSlots(vectors.length);
        float[] gradient = new float[vectors.length];
        for (int k = 0; k < spec.steps(); k++) {
            for (int slot = 0; slot < group.length; slot++) {
                Task task = shard.task(group[slot]);
                step.batch().fillShuffled(slot, task.training(), spec.seed(), task.key(), k);
                step.setVector(slot, vectors, group[slot] * vector, task);
            }
            float[] dCondition = step.gradients(phi, null, group.length, false, 0);
            double factor = spec.optimizer().schedule().factor(k, spec.steps());
            for (int slot = 0; slot < group.length; slot++) {
                int at = group[slot] * vector;
                System.arraycopy(dCondition, slot * conditionSize, gradient, at, embedding);
                optimizer.update(vectors, at, at + embedding, gradient, 1, slots, k + 1, factor);
            }
        }
    }
}
