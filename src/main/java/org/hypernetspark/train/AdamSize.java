package org.hypernetspark.train;

/**
 * The step length of Adam's update of a number, kept for the next values that are updated for the same time: its powers take longer than the
 * update of a few values. Not thread-safe.
 */
final class AdamSize {
    private final Optimizer optimizer;
    private long step;
    private double rateFactor;
    private float size;
    private float epsilon;

    AdamSize(Optimizer optimizer) {
        this.optimizer = optimizer;
    }

    /**
     * Becomes that of another update.
     *
     * @param newStep its number, from 1
     * @param newFactor of the learning rate
     */
    void take(long newStep, double newFactor) {
        if (newStep == step && newFactor == rateFactor) {
            return;
        }
        step = newStep;
        rateFactor = newFactor;
        size = optimizer.adamSize(step, rateFactor);
        epsilon = optimizer.adamEpsilon(step);
    }

    /** {@link Optimizer#adamSize}. */
    float size() {
        return size;
    }

    /** {@link Optimizer#adamEpsilon}. */
    float epsilon() {
        return epsilon;
    }
}
