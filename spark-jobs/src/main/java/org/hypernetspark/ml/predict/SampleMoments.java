package org.hypernetspark.ml.predict;

import java.util.Arrays;

/**
 * Running moments of several samples' predictions for the rows of a block (Welford 1962), and for classes the mean of the
 * samples' entropies. Not thread-safe.
 */
final class SampleMoments {
    private final int outputs;
    private final boolean classes;
    private final double[] means;
    private final double[] squares;
    private final double[] entropies;

    SampleMoments(int rows, int outputs, boolean classes) {
        this.outputs = outputs;
        this.classes = classes;
        this.means = new double[rows * outputs];
        this.squares = new double[classes ? 0 : rows * outputs];
        this.entropies = new double[classes ? rows : 0];
    }

    /** Values of one row's result: the means, then each one's deviation, or predictive and expected entropy. */
    static int width(int outputs, boolean classes) {
        return outputs + (classes ? 2 : outputs);
    }

    /** Rows it has room for. */
    int rows() {
        return means.length / outputs;
    }

    void clear() {
        Arrays.fill(means, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(entropies, 0);
    }

    /** Adds sample number {@code sample} (from 0) of a row. */
    void add(int row, int sample, float[] prediction, int at) {
        for (int i = 0; i < outputs; i++) {
            int to = row * outputs + i;
            double delta = prediction[at + i] - means[to];
            means[to] += delta / (sample + 1);
            if (!classes) {
                squares[to] += delta * (prediction[at + i] - means[to]);
            }
        }
        if (classes) {
            double sum = 0;
            for (int i = 0; i < outputs; i++) {
                sum += term(prediction[at + i]) + (outputs == 1 ? term(1 - prediction[at + i]) : 0);
            }
            entropies[row] += (sum - entropies[row]) / (sample + 1);
        }
    }

    private static double term(double probability) {
        return probability > 0 ? -probability * Math.log(probability) : 0;
    }

    /** Writes a row's result; deviations are over {@code samples - 1}. Entropies are in nats. */
    void write(int row, int samples, float[] to, int at) {
        double predictive = 0;
        for (int i = 0; i < outputs; i++) {
            double mean = means[row * outputs + i];
            to[at + i] = (float) mean;
            predictive += term(mean) + (outputs == 1 ? term(1 - mean) : 0);
            if (!classes) {
                to[at + outputs + i] = (float) Math.sqrt(squares[row * outputs + i] / Math.max(1, samples - 1));
            }
        }
        if (classes) {
            to[at + outputs] = (float) predictive;
            to[at + outputs + 1] = (float) entropies[row];
        }
    }
}
