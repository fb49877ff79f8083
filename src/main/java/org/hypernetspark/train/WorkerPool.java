package org.hypernetspark.train;

import org.hypernetspark.hyper.Hypernet;

/** The workers of a run, wherever they are: they hold shards and states, and run rounds. Not thread-safe. */
public interface WorkerPool {
    /** The hypernet that is trained. */
    Hypernet hypernet();

    /**
     * Runs a round on all workers and keeps their new states.
     *
     * @param round from 0
     * @return means that may be overwritten when the round after the next one begins, except those of the best progress that
     *     was committed
     */
    RoundResult round(SharedState shared, int round);

    /** Evaluates all tasks with validation rows, with the workers' current states. */
    MetricSummary validate(SharedState shared);

    /** Offers a state between two rounds for keeping; called after every round. */
    void commit(Progress progress);

    /** Goes back to the states of {@code progress.bestRound()} and returns the shared state of then. */
    SharedState restoreBest(Progress progress);
}
