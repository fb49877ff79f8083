package org.hypernetspark.train;

/**
 * One finished round, for listeners.
 *
 * @param round from 1
 * @param rounds planned
 * @param meanLoss mean training loss of a task-step
 * @param taskSteps minibatches of one task each
 * @param examples labels used
 * @param seconds wall time of the round
 */
public record RoundReport(int round, int rounds, double meanLoss, long taskSteps, double examples, double seconds) {
    /** Speed. */
    public double taskStepsPerSecond() {
        return taskSteps / seconds;
    }
}
