package org.hypernetspark.train;

import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;

/**
 * Which tasks a worker takes in which step: every epoch visits every task once, in an order of its own.
 *
 * <p>The answer depends on seed, worker and step number alone, so a resumed run goes on where it was. Not thread-safe.
 */
public final class Schedule {
    private final int tasks;
    private final int atOnce;
    private final int stepsPerEpoch;
    private final long seed;
    private final int worker;
    private final Permutation permutation = new Permutation();

    /**
     * The schedule of one worker.
     *
     * @param tasks number of its tasks, at least 1
     * @param tasksPerStep tasks in a step (fewer if it has fewer)
     * @param worker the worker's number
     * @param seed the run's seed
     */
    public Schedule(int tasks, int tasksPerStep, int worker, long seed) {
        this.tasks = tasks;
        this.atOnce = Math.max(1, Math.min(tasks, tasksPerStep));
        this.stepsPerEpoch = (tasks + atOnce - 1) / atOnce;
        this.worker = worker;
        this.seed = seed;
    }

    /** Tasks in a step, at most. */
    public int atOnce() {
        return atOnce;
    }

    /** How often each task of this step has been visited before. */
    public long visit(long step) {
        return step / stepsPerEpoch;
    }

    /** How many tasks a step has. */
    public int count(long step) {
        return Math.min(atOnce, tasks - first(step));
    }

    private int first(long step) {
        return (int) (step % stepsPerEpoch) * atOnce;
    }

    /** Writes the tasks of a step to {@code chosen} and returns how many they are. */
    public int select(long step, int[] chosen) {
        int first = first(step);
        int count = count(step);
        permutation.reset(tasks, Seeds.derive(seed, Purpose.TASK_ORDER, worker, visit(step)));
        permutation.at(first, count, chosen);
        return count;
    }
}
