package org.hypernetspark.net;

/**
 * Huber's loss: {@code d^2 / 2} for an error {@code d} up to {@code delta}, {@code delta (|d| - delta / 2)} beyond (Huber
 * 1964); the mean over unmasked labels. Outputs are the predictions.
 *
 * @param delta where the loss turns from quadratic to linear, in units of the label; above 0
 */
public record Huber(double delta) implements PointwiseLoss {
    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public Huber {
        if (!(delta > 0 && Double.isFinite(delta))) {
            throw new IllegalArgumentException("a huber loss needs a finite delta above 0, got " + delta);
        }
    }

    @Override
    public String name() {
        return "huber";
    }

    @Override
    public double value(double output, double label) {
        double error = Math.abs(output - label);
        return error <= delta ? error * error / 2 : delta * (error - delta / 2);
    }

    @Override
    public double slope(double output, double label) {
        return Math.max(-delta, Math.min(delta, output - label));
    }

    @Override
    public void link(float[] output, int rows, int width) {
        // Outputs are predictions already.
    }

    @Override
    public boolean classification() {
        return false;
    }
}
