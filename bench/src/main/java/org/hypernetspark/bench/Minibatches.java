package org.hypernetspark.bench;

import java.util.Arrays;
import org.hypernetspark.net.Network;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;
import org.hypernetspark.train.Schedule;

/**
 * The minibatches that the trainer takes in its first steps, tasks in order of their ids.
 *
 * @param x {@code [steps, tasks, batch, input]}
 * @param y {@code [steps, tasks, batch, labels]}
 */
record Minibatches(float[] x, float[] y) {
    /** Those of the first {@code steps} steps of the case's only worker. */
    static Minibatches first(BenchmarkCase work, int steps) {
        Shard shard = work.shard(0, 1);
        Network target = work.hypernet().target();
        int labels = work.loss().labelWidth(target.output());
        TaskBatch batch = new TaskBatch(
                shard.size(), work.workload().batch(), target.input().size(), labels);
        float[] x = new float[steps * batch.x().length];
        float[] y = new float[steps * batch.y().length];
        for (int step = 0; step < steps; step++) {
            fill(batch, shard, step, work);
            System.arraycopy(batch.x(), 0, x, step * batch.x().length, batch.x().length);
            System.arraycopy(batch.y(), 0, y, step * batch.y().length, batch.y().length);
        }
        return new Minibatches(x, y);
    }

    /** A slot for each task; in which slot the trainer puts it differs from step to step and changes nothing but rounding. */
    private static void fill(TaskBatch batch, Shard shard, int step, BenchmarkCase work) {
        Schedule schedule = new Schedule(shard.size(), work.tasks(), shard.worker(), work.seed());
        int[] chosen = new int[work.tasks()];
        int count = schedule.select(step, chosen);
        Arrays.sort(chosen, 0, count);
        for (int slot = 0; slot < count; slot++) {
            Task task = shard.task(chosen[slot]);
            batch.fillShuffled(slot, task.training(), work.seed(), task.key(), schedule.visit(step));
        }
    }
}
