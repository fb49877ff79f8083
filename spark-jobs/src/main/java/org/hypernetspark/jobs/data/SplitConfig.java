package org.hypernetspark.jobs.data;

import java.util.List;

/**
 * Which rows and tasks are held out.
 *
 * @param test rows to measure with, of known and unseen tasks alike
 * @param validation share of the training rows of known tasks to watch training with, in [0, 1)
 * @param unseenTasks share of the tasks that training never sees, in [0, 1)
 * @param unseenTaskIds tasks that training never sees, by name; then {@code unseenTasks} is 0
 * @param adaptRows rows of each unseen task, none of them test rows, that adaptation may use
 * @param seed of all draws
 */
public record SplitConfig(
        HeldOut test, double validation, double unseenTasks, List<String> unseenTaskIds, int adaptRows, long seed) {
    /** Copies the list. */
    public SplitConfig {
        unseenTaskIds = List.copyOf(unseenTaskIds);
    }

    /** Nothing held out. */
    public static SplitConfig none() {
        return new SplitConfig(HeldOut.NOTHING, 0, 0, List.of(), 16, 42);
    }

    /** Whether any task is kept from training. */
    public boolean hasUnseenTasks() {
        return unseenTasks > 0 || !unseenTaskIds.isEmpty();
    }
}
