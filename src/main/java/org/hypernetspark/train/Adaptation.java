package org.hypernetspark.train;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/**
 * Fits the embeddings of new tasks to a few rows each, with {@code phi} frozen. Each task is fitted by itself. It starts from
 * the zero embedding of an unknown task, or from that of a known task if its weights fit the rows better: at zero a trunk of
 * ReLUs may be flat. The result depends on the task's rows and the settings alone, but for rounding: the trunk
 * multiplies the conditions of several tasks at once, and how a product is rounded may depend on how many they are.
 */
public final class Adaptation {
    private static final int TASKS_AT_ONCE = 16;

    private final Hypernet hypernet;
    private final Loss loss;
    private final AdaptationSpec spec;

    /**
     * With these settings.
     *
     * @throws IllegalArgumentException if the hypernet has no task embedding to fit
     */
    public Adaptation(Hypernet hypernet, Loss loss, AdaptationSpec spec) {
        if (hypernet.condition().embedding() == 0) {
            throw new IllegalArgumentException(
                    "This hypernet sees tasks by their descriptor alone: there is no task embedding to adapt. Predict new "
                            + "tasks from their descriptor, or train with condition.embedding > 0.");
        }
        this.hypernet = hypernet;
        this.loss = loss;
        this.spec = spec;
    }

    /** Fits one embedding for each task, to its training rows, all from the zero embedding. */
    public TaskEmbeddings fit(float[] phi, List<Task> tasks) {
        return fit(
                phi,
                tasks,
                new TaskEmbeddings(new String[0], hypernet.condition().embedding(), new float[0]));
    }

    /**
     * Fits one embedding for each task, to its training rows.
     *
     * @param known embeddings of known tasks; up to 15 of them, evenly spaced in order of ids, are tried as a start
     */
    public TaskEmbeddings fit(float[] phi, List<Task> tasks, TaskEmbeddings known) {
        Shard shard = Shard.of(0, tasks);
        int size = hypernet.condition().embedding();
        float[] embeddings = new float[shard.size() * size];
        float[] starts = starts(known);
        TaskStep step = new TaskStep(hypernet, loss, TASKS_AT_ONCE, spec.batch());
        for (int first = 0; first < shard.size(); first += TASKS_AT_ONCE) {
            int count = Math.min(TASKS_AT_ONCE, shard.size() - first);
            for (int task = first; task < first + count; task++) {
                int best = bestStart(phi, shard.task(task), starts, step);
                System.arraycopy(starts, best * size, embeddings, task * size, size);
            }
            fitGroup(phi, shard, first, count, embeddings, step);
        }
        String[] ids = new String[shard.size()];
        Arrays.setAll(ids, i -> shard.task(i).id());
        return new TaskEmbeddings(ids, size, embeddings);
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
        int size = hypernet.condition().embedding();
        int count = starts.length / size;
        for (int slot = 0; slot < count; slot++) {
            step.batch().fillShuffled(slot, task.training(), spec.seed(), task.key(), 0);
            step.setCondition(slot, starts, slot * size, task);
        }
        step.forward(phi, count, false, 0);
        double[] losses = step.losses();
        int best = 0;
        for (int slot = 1; slot < count; slot++) {
            best = losses[slot] < losses[best] ? slot : best;
        }
        return best;
    }

    private void fitGroup(float[] phi, Shard shard, int first, int tasks, float[] embeddings, TaskStep step) {
        int size = hypernet.condition().embedding();
        int conditionSize = hypernet.condition().size();
        Optimizer optimizer = new Optimizer(spec.optimizer());
        float[][] slots = optimizer.newSlots(embeddings.length);
        float[] gradient = new float[embeddings.length];
        for (int k = 0; k < spec.steps(); k++) {
            for (int slot = 0; slot < tasks; slot++) {
                Task task = shard.task(first + slot);
                step.batch().fillShuffled(slot, task.training(), spec.seed(), task.key(), k);
                step.setCondition(slot, embeddings, (first + slot) * size, task);
            }
            step.forward(phi, tasks, false, 0);
            float[] dCondition = step.backward(phi, null);
            double factor = spec.optimizer().schedule().factor(k, spec.steps());
            for (int slot = 0; slot < tasks; slot++) {
                int at = (first + slot) * size;
                System.arraycopy(dCondition, slot * conditionSize, gradient, at, size);
            }
            optimizer.update(embeddings, first * size, (first + tasks) * size, gradient, 1, slots, k + 1, factor);
        }
    }
}
