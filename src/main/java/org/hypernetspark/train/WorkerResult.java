package org.hypernetspark.train;

import java.io.Serializable;

/**
 * What one worker brings back from a round.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class WorkerResult implements Serializable {
    private static final long serialVersionUID = 1;

    private final int worker;
    private final double weight;
    private final float[][] vectors;
    private final WorkerState state;
    private final RoundStatistics statistics;
    private final Divergence divergence;

    /**
     * A result.
     *
     * @param worker the worker's number
     * @param weight its weight in the mean: the labels it used; 0 if it had no tasks
     * @param vectors what is averaged, each as long as {@code phi}: parameters (or gradient), then averaged optimiser state
     * @param state the worker's new state
     * @param statistics what it did
     * @param divergence null if all losses were finite
     */
    public WorkerResult(
            int worker,
            double weight,
            float[][] vectors,
            WorkerState state,
            RoundStatistics statistics,
            Divergence divergence) {
        this.worker = worker;
        this.weight = weight;
        this.vectors = vectors;
        this.state = state;
        this.statistics = statistics;
        this.divergence = divergence;
    }

    /** The worker's number. */
    public int worker() {
        return worker;
    }

    /** Its weight in the mean. */
    public double weight() {
        return weight;
    }

    /** What is averaged. */
    public float[][] vectors() {
        return vectors;
    }

    /** The worker's new state. */
    public WorkerState state() {
        return state;
    }

    /** What it did. */
    public RoundStatistics statistics() {
        return statistics;
    }

    /** Where it diverged; null if it did not. */
    public Divergence divergence() {
        return divergence;
    }
}
