package org.hypernetspark.net;

/**
 * Binary cross-entropy of each output (a logit) with a label in [0, 1]; the mean over unmasked labels.
 *
 * <p>{@code max(x, 0) - x l + log(1 + exp(-|x|))}, which neither overflows nor cancels; predictions are
 * {@code 1 / (1 + exp(-x))}. That labels lie in [0, 1] is checked where data is read, not here.
 */
public record BinaryCrossEntropy() implements PointwiseLoss {
    @Override
    public String name() {
        return "binary-cross-entropy";
    }

    @Override
    public double value(double output, double label) {
        return Math.max(output, 0) - output * label + Math.log1p(Math.exp(-Math.abs(output)));
    }

    @Override
    public double slope(double output, double label) {
        return probability(output) - label;
    }

    @Override
    public void link(float[] output, int rows, int width) {
        for (int i = 0; i < rows * width; i++) {
            output[i] = (float) probability(output[i]);
        }
    }

    @Override
    public boolean classification() {
        return true;
    }

    private static double probability(double output) {
        return 1 / (1 + Math.exp(-output));
    }
}
