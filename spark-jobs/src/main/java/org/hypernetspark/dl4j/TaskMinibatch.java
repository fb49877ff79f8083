package org.hypernetspark.dl4j;

import java.io.Serializable;
import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;

/**
 * The rows that one task brings to one step.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
final class TaskMinibatch implements Serializable {
    private static final long serialVersionUID = 1;

    final int task;
    final float[] descriptor;
    final float[] x;
    final float[] y;

    private TaskMinibatch(int task, float[] descriptor, float[] x, float[] y) {
        this.task = task;
        this.descriptor = descriptor;
        this.x = x;
        this.y = y;
    }

    /**
     * The rows of a task's visit: the next of a shuffled order that changes every time the rows are used up. A task with
     * fewer rows than a batch repeats them.
     *
     * @param index position of the task in the embedding table
     * @throws IllegalArgumentException if a label is missing
     */
    static TaskMinibatch of(Task task, int index, int batch, long seed, long visit) {
        Rows rows = task.training();
        int width = rows.featureWidth();
        int labels = rows.labelWidth();
        float[] x = new float[batch * width];
        float[] y = new float[batch * labels];
        for (int i = 0; i < batch; i++) {
            int row = row(task, batch, seed, visit, i);
            System.arraycopy(rows.features(), row * width, x, i * width, width);
            for (int k = 0; k < labels; k++) {
                if (!rows.given(row * labels + k)) {
                    throw new IllegalArgumentException(
                            "The trainer dl4j-spark expects a label in every training row," + " task " + task.id()
                                    + " lacks one; leave the row out, or set training.trainer to hypernet");
                }
                y[i * labels + k] = rows.labels()[row * labels + k];
            }
        }
        return new TaskMinibatch(index, task.descriptor(), x, y);
    }

    private static int row(Task task, int batch, long seed, long visit, int i) {
        int count = task.training().count();
        if (count < batch) {
            return (int) ((visit * batch + i) % count);
        }
        long visitsPerEpoch = count / batch;
        long order = Seeds.derive(seed, Purpose.ROW_ORDER, task.key(), visit / visitsPerEpoch);
        return Permutation.at((int) (visit % visitsPerEpoch) * batch + i, count, order);
    }
}
