package org.hypernetspark.baseline;

import org.hypernetspark.net.Loss;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;

/** Sums of labels, and the constant raw output that follows from them. */
final class LabelSums {
    private final boolean classification;
    private final int labelWidth;
    private final double[] sums;
    private final double[] counts;

    LabelSums(Loss loss, Shape output) {
        this.classification = loss.classification();
        this.labelWidth = loss.labelWidth(output);
        this.sums = new double[output.size()];
        this.counts = new double[labelWidth];
    }

    /** Whether labels are indices of several classes. */
    private boolean classes() {
        return classification && sums.length > labelWidth;
    }

    LabelSums add(Rows rows) {
        for (int i = 0; i < rows.count() * labelWidth; i++) {
            if (rows.given(i)) {
                float label = rows.labels()[i];
                counts[i % labelWidth]++;
                if (classes()) {
                    sums[(int) label]++;
                } else {
                    sums[i % labelWidth] += label;
                }
            }
        }
        return this;
    }

    /**
     * The raw output that predicts the mean: labels' mean for regression, logits of smoothed frequencies for classes.
     *
     * @param fallback what to give where no label was seen
     */
    float[] output(float[] fallback) {
        float[] output = new float[sums.length];
        for (int i = 0; i < output.length; i++) {
            double count = counts[classes() ? 0 : i];
            output[i] = count == 0 ? fallback[i] : (float) value(sums[i], count);
        }
        return output;
    }

    /** Frequencies are smoothed by one example of each class (Laplace), so that no class is impossible. */
    private double value(double sum, double count) {
        if (classes()) {
            return Math.log((sum + 1) / (count + sums.length));
        }
        return classification ? Math.log((sum + 1) / (count - sum + 1)) : sum / count;
    }
}
