package org.hypernetspark.reference;

import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.SoftmaxCrossEntropy;

/** The losses, written from their definitions. */
public final class ReferenceLosses {
    private ReferenceLosses() {}

    /** The mean loss over the unmasked labels of one task's outputs; 0 if all are masked. */
    public static double mean(Loss loss, double[] output, int width, float[] labels, float[] mask, int labelsAt) {
        boolean classes = loss instanceof SoftmaxCrossEntropy;
        int n = classes ? output.length / width : output.length;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (mask[labelsAt + i] != 0) {
                double label = labels[labelsAt + i];
                sum += classes ? crossEntropy(output, i * width, width, (int) label) : single(loss, output[i], label);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double crossEntropy(double[] output, int at, int width, int label) {
        double sum = 0;
        for (int i = at; i < at + width; i++) {
            sum += Math.exp(output[i] - output[at + label]);
        }
        return Math.log(sum);
    }

    private static double single(Loss loss, double output, double label) {
        if (loss instanceof MeanSquaredError) {
            return Math.pow(output - label, 2);
        } else if (loss instanceof Huber huber) {
            double error = Math.abs(output - label);
            double delta = huber.delta();
            return error <= delta ? Math.pow(error, 2) / 2 : delta * (error - delta / 2);
        } else if (loss instanceof BinaryCrossEntropy) {
            double probability = 1 / (1 + Math.exp(-output));
            return -label * Math.log(probability) - (1 - label) * Math.log(1 - probability);
        }
        throw new IllegalArgumentException("no reference for " + loss.name());
    }
}
