package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/** A loss that compares each output with a label of its own; the task's loss is the mean over its unmasked labels. */
interface PointwiseLoss extends Loss {
    /** The loss of one output. */
    double value(double output, double label);

    /** The derivative of {@link #value} with respect to the output. */
    double slope(double output, double label);

    @Override
    default int labelWidth(Shape output) {
        return output.size();
    }

    @Override
    default void compute(LossPass pass) {
        int n = pass.batch * pass.width;
        for (int task = 0; task < pass.tasks; task++) {
            int from = task * n;
            double sum = 0;
            int count = 0;
            for (int i = from; i < from + n; i++) {
                if (pass.mask[i] != 0) {
                    sum += value(pass.output[i], pass.labels[i]);
                    count++;
                }
            }
            pass.losses[task] = count == 0 ? 0 : sum / count;
            pass.counts[task] = count;
            if (pass.dOutput != null) {
                gradient(pass, from, n, count);
            }
        }
    }

    private void gradient(LossPass pass, int from, int n, int count) {
        if (count == 0) {
            Arrays.fill(pass.dOutput, from, from + n, 0);
            return;
        }
        double share = 1.0 / count;
        for (int i = from; i < from + n; i++) {
            pass.dOutput[i] = pass.mask[i] == 0 ? 0 : (float) (slope(pass.output[i], pass.labels[i]) * share);
        }
    }
}
