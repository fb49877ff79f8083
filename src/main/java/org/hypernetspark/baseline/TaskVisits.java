package org.hypernetspark.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Schedule;
import org.hypernetspark.train.TrainingSpec;

/**
 * How often a task is visited.
 *
 * @param position of the task in the caller's list
 * @param task the task
 * @param visits steps that take a batch of it
 */
record TaskVisits(int position, Task task, int visits) {
    /** As often as a hypernet's workers visit each task under these settings. */
    static List<TaskVisits> under(TrainingSpec spec, List<Task> tasks) {
        Map<String, Integer> counts = new HashMap<>();
        for (Shard shard : Shard.deal(tasks, spec.workers())) {
            count(spec, shard, counts);
        }
        List<TaskVisits> all = new ArrayList<>();
        for (Task task : tasks) {
            all.add(new TaskVisits(all.size(), task, counts.getOrDefault(task.id(), 0)));
        }
        return all;
    }

    private static void count(TrainingSpec spec, Shard shard, Map<String, Integer> counts) {
        if (shard.size() == 0) {
            return;
        }
        Schedule schedule = new Schedule(shard.size(), spec.tasksPerStep(), shard.worker(), spec.seed());
        int[] chosen = new int[spec.tasksPerStep()];
        long steps = (long) spec.rounds() * spec.localSteps();
        for (long step = 0; step < steps; step++) {
            int selected = schedule.select(step, chosen);
            for (int i = 0; i < selected; i++) {
                counts.merge(shard.task(chosen[i]).id(), 1, Integer::sum);
            }
        }
    }

    /** Every task equally often. */
    static List<TaskVisits> equal(int visits, List<Task> tasks) {
        List<TaskVisits> all = new ArrayList<>();
        for (Task task : tasks) {
            all.add(new TaskVisits(all.size(), task, visits));
        }
        return all;
    }
}
