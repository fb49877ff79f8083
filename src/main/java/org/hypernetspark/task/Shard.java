package org.hypernetspark.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;

/** The tasks of one virtual worker, in order of their ids. */
public final class Shard implements Serializable {
    private static final long serialVersionUID = 1;

    private final int worker;
    private final Task[] tasks;

    private Shard(int worker, Task[] tasks) {
        this.worker = worker;
        this.tasks = tasks;
    }

    /** The tasks of worker {@code worker}; sorted here, so the order they come in does not matter. */
    public static Shard of(int worker, List<Task> tasks) {
        Task[] sorted = tasks.toArray(new Task[0]);
        Arrays.sort(sorted, Comparator.comparing(Task::id));
        return new Shard(worker, sorted);
    }

    /** Deals tasks to workers. */
    public static List<Shard> deal(List<Task> tasks, int workers) {
        List<List<Task>> dealt = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            dealt.add(new ArrayList<>());
        }
        for (Task task : tasks) {
            dealt.get(workerOf(task.id(), workers)).add(task);
        }
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            shards.add(of(i, dealt.get(i)));
        }
        return shards;
    }

    /** The worker a task belongs to: a stable hash of its id, whatever the cluster. */
    public static int workerOf(String taskId, int workers) {
        return (int) Math.floorMod(Seeds.derive(0, Purpose.WORKER_PLACEMENT, Seeds.hash(taskId)), (long) workers);
    }

    /** The worker's number, from 0. */
    public int worker() {
        return worker;
    }

    /** Number of tasks. */
    public int size() {
        return tasks.length;
    }

    /** The task at a position in order of ids. */
    public Task task(int index) {
        return tasks[index];
    }
}
