package org.hypernetspark.train;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;

/**
 * Trained networks as teachers of a hypernet: the tasks' labels are replaced by the teachers' raw outputs, and any trainer with
 * the mean squared error then makes the generated networks match them (Ba and Caruana, "Do deep nets really need to be
 * deep?", 2014: matching logits). Teachers may have other layers than the target; rows need no labels of their own.
 *
 * <p>Afterwards the generated networks are scored on the tasks' own labels with the tasks' own loss, whose raw outputs they
 * give. Not thread-safe.
 */
public final class Distillation {
    private static final int ROWS_AT_ONCE = 256;

    private final NetworkPass teacher;
    private final int width;
    private final Teachers teachers;

    /** Where a task's teacher comes from. */
    @FunctionalInterface
    public interface Teachers {
        /** The weights of the teacher of a task, as the teacher network lays them out. */
        float[] weights(Task task);
    }

    /**
     * Of these teachers.
     *
     * @param network the teachers' layers; as many outputs as the target
     */
    public Distillation(Network network, Teachers teachers) {
        this.teacher = network.pass(1, ROWS_AT_ONCE);
        this.width = network.output().size();
        this.teachers = teachers;
    }

    /** The same tasks with the teachers' raw outputs as labels of training and validation rows, in the same order. */
    public List<Task> of(List<Task> tasks) {
        List<Task> taught = new ArrayList<>();
        for (Task task : tasks) {
            Weights weights = Weights.single(teachers.weights(task));
            taught.add(new Task(
                    task.id(),
                    task.variant(),
                    task.descriptor(),
                    relabelled(task.training(), weights),
                    relabelled(task.validation(), weights)));
        }
        return taught;
    }

    private Rows relabelled(Rows rows, Weights weights) {
        if (rows.count() == 0) {
            return rows;
        }
        int features = rows.featureWidth();
        float[] x = new float[ROWS_AT_ONCE * features];
        float[] labels = new float[Math.multiplyExact(rows.count(), width)];
        for (int first = 0; first < rows.count(); first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows.count() - first);
            System.arraycopy(rows.features(), first * features, x, 0, count * features);
            float[] output = teacher.predict(weights, x, 1, count);
            System.arraycopy(output, 0, labels, first * width, count * width);
        }
        return Rows.of(rows.count(), rows.features(), labels);
    }
}
