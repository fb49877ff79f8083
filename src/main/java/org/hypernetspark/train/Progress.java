package org.hypernetspark.train;

/**
 * How far a run is: what is needed, beside the workers' states, to go on.
 *
 * @param roundsDone rounds finished
 * @param shared shared state after them
 * @param bestLoss lowest validation loss so far; infinite before the first evaluation
 * @param bestRound rounds done when it was seen; 0 before the first evaluation
 * @param evaluationsSinceBest evaluations since then without a better one
 * @param last whether the run ends here
 */
public record Progress(
        int roundsDone, SharedState shared, double bestLoss, int bestRound, int evaluationsSinceBest, boolean last) {
    /** Before the first round. */
    public static Progress start(SharedState shared) {
        return new Progress(0, shared, Double.POSITIVE_INFINITY, 0, 0, false);
    }

    /** Whether the best validation loss was seen after the last round. */
    public boolean best() {
        return bestRound == roundsDone && roundsDone > 0;
    }
}
