package org.hypernetspark.continual;

import org.hypernetspark.task.Rows;

/**
 * Tasks in the order they come in. Rows are made when they are asked for, so that long sequences need the memory of one task.
 *
 * <p>The labels of a task with an output head of its own count from the head's first output.
 */
public interface TaskSequence {
    /** Number of tasks, at least 1. */
    int size();

    /** Features of one row, the same for all tasks. */
    int features();

    /** A task's id, unique among the tasks. */
    String id(int task);

    /** Rows to learn a task from. */
    Rows training(int task);

    /** Rows to test a task on. */
    Rows test(int task);
}
