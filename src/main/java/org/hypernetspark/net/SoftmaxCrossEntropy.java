package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Shape;

/**
 * Cross-entropy of the softmax of the outputs (logits) with a class index 0 .. classes-1; the mean over unmasked labels.
 *
 * <p>An output {@code [classes]} has one label, a sequence {@code [length, classes]} one for each position. Predictions are the
 * classes' probabilities.
 */
public record SoftmaxCrossEntropy() implements Loss {
    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public int labelWidth(Shape output) {
        int classes = output.dim(output.rank() - 1);
        if (output.rank() > 2 || classes < 2) {
            throw new IllegalArgumentException(
                    "cross-entropy expects one output (at each position of a sequence) for each of at least 2 classes, got"
                            + " an output of " + output
                            + "; end the network with a dense layer as wide as there are classes");
        }
        return output.size() / classes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an unmasked label is no class index
     */
    @Override
    public void compute(LossPass pass) {
        int classes = pass.width / pass.labelWidth;
        int rows = pass.batch * pass.labelWidth;
        for (int task = 0; task < pass.tasks; task++) {
            int first = task * rows;
            int count = 0;
            for (int row = first; row < first + rows; row++) {
                count += pass.mask[row] == 0 ? 0 : 1;
            }
            double sum = 0;
            for (int row = first; row < first + rows; row++) {
                sum += row(pass, row, classes, count);
            }
            pass.losses[task] = count == 0 ? 0 : sum / count;
            pass.counts[task] = count;
        }
    }

    /** The loss of one label; its gradient is that of the mean over {@code count} labels. */
    private static double row(LossPass pass, int row, int classes, int count) {
        int at = row * classes;
        if (pass.mask[row] == 0) {
            if (pass.dOutput != null) {
                Arrays.fill(pass.dOutput, at, at + classes, 0);
            }
            return 0;
        }
        int label = classIndex(pass.labels[row], classes);
        double max = pass.output[at];
        for (int i = at + 1; i < at + classes; i++) {
            max = Math.max(max, pass.output[i]);
        }
        double sum = 0;
        for (int i = at; i < at + classes; i++) {
            sum += Math.exp(pass.output[i] - max);
        }
        double logSum = max + Math.log(sum);
        double loss = logSum - pass.output[at + label];
        if (pass.dOutput != null) {
            for (int i = at; i < at + classes; i++) {
                double target = i == at + label ? 1 : 0;
                pass.dOutput[i] = (float) ((Math.exp(pass.output[i] - logSum) - target) / count);
            }
        }
        return loss;
    }

    private static int classIndex(float label, int classes) {
        int index = (int) label;
        if (index != label || index < 0 || index >= classes) {
            throw new IllegalArgumentException(
                    "cross-entropy expects labels that are class indices 0 to " + (classes - 1) + ", got " + label);
        }
        return index;
    }

    @Override
    public void link(float[] output, int rows, int width) {
        Kernels.softmaxRows(output, 0, rows, width);
    }

    @Override
    public boolean classification() {
        return true;
    }
}
