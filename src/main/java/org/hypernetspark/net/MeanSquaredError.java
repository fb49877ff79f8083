package org.hypernetspark.net;

/** Squared error {@code (output - label)^2}, the mean over unmasked labels; outputs are the predictions. */
public record MeanSquaredError() implements PointwiseLoss {
    @Override
    public String name() {
        return "mse";
    }

    @Override
    public double value(double output, double label) {
        return (output - label) * (output - label);
    }

    @Override
    public double slope(double output, double label) {
        return 2 * (output - label);
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
