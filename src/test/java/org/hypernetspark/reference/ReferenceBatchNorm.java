package org.hypernetspark.reference;

import org.hypernetspark.net.BatchNorm;
import org.hypernetspark.net.Channels;
import org.hypernetspark.param.Shape;

/** Batch normalisation of the examples of one task, written from its definition. */
public final class ReferenceBatchNorm {
    private final int channels;
    private final int size;
    private final boolean last;

    /** Of examples of this shape. */
    public ReferenceBatchNorm(BatchNorm norm, Shape input) {
        this.last = norm.channels() == Channels.LAST;
        this.channels = input.dim(last ? input.rank() - 1 : 0);
        this.size = input.size();
    }

    private int channel(int i) {
        return last ? i % channels : i % size / (size / channels);
    }

    /** Mean and variance of each channel over all examples and positions. */
    public double[][] statistics(double[] x) {
        double values = (double) x.length / channels;
        double[] means = new double[channels];
        double[] variances = new double[channels];
        for (int i = 0; i < x.length; i++) {
            means[channel(i)] += x[i] / values;
        }
        for (int i = 0; i < x.length; i++) {
            variances[channel(i)] += Math.pow(x[i] - means[channel(i)], 2) / values;
        }
        return new double[][] {means, variances};
    }

    /** The output for all examples {@code x [examples, input]} with these statistics. */
    public double[] forward(double[] weights, double[][] statistics, double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = channel(i);
            double normal = (x[i] - statistics[0][c]) / Math.sqrt(statistics[1][c] + 1e-5);
            y[i] = (1 + weights[c]) * normal + weights[channels + c];
        }
        return y;
    }

    /** The statistics in the weights. */
    public double[][] statisticsOf(double[] weights) {
        double[][] statistics = new double[2][channels];
        for (int c = 0; c < channels; c++) {
            statistics[0][c] = weights[2 * channels + c];
            statistics[1][c] = Math.exp(weights[3 * channels + c]);
        }
        return statistics;
    }
}
