package org.hypernetspark.train;

import java.io.Serializable;

/**
 * What a round did, summed over workers.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class RoundStatistics implements Serializable {
    private static final long serialVersionUID = 1;

    /** Nothing done. */
    public static final RoundStatistics NONE = new RoundStatistics(0, 0, 0);

    private final double lossSum;
    private final long taskSteps;
    private final double examples;

    /**
     * A sum.
     *
     * @param lossSum sum over task-steps of the task's mean loss
     * @param taskSteps minibatches of one task each
     * @param examples labels used
     */
    public RoundStatistics(double lossSum, long taskSteps, double examples) {
        this.lossSum = lossSum;
        this.taskSteps = taskSteps;
        this.examples = examples;
    }

    /** This and another one together. */
    public RoundStatistics plus(RoundStatistics other) {
        return new RoundStatistics(lossSum + other.lossSum, taskSteps + other.taskSteps, examples + other.examples);
    }

    /** Sum over task-steps of the task's mean loss. */
    public double lossSum() {
        return lossSum;
    }

    /** Mean loss of a task-step; NaN if there was none. */
    public double meanLoss() {
        return lossSum / taskSteps;
    }

    /** Minibatches of one task each. */
    public long taskSteps() {
        return taskSteps;
    }

    /** Labels used. */
    public double examples() {
        return examples;
    }
}
