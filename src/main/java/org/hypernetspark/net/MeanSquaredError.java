package org.hypernetspark.net;

import org.hypernetspark.param.ErrorKernel;
import org.hypernetspark.param.Simd;

/** Squared error {@code (output - label)^2}, the mean over unmasked labels; outputs are the predictions. */
public record MeanSquaredError() implements PointwiseLoss {
    private static final ErrorKernel KERNEL = Simd.errors().orElse(null);
    /** So many are summed in single precision, the rest in double. */
    private static final int FEW = 1024;

    @Override
    public void compute(LossPass pass) {
        if (KERNEL == null) {
            PointwiseLoss.super.compute(pass);
            return;
        }
        int n = pass.batch * pass.width;
        for (int task = 0; task < pass.tasks; task++) {
            int at = task * n;
            int count = KERNEL.count(n, pass.mask, at);
            pass.counts[task] = count;
            pass.losses[task] = count == 0 ? 0 : squares(pass, at, n) / count;
            if (pass.dOutput != null) {
                float factor = count == 0 ? 0 : 2f / count;
                KERNEL.errors(n, factor, pass.output, pass.labels, pass.mask, at, pass.dOutput);
            }
        }
    }

    private static double squares(LossPass pass, int at, int n) {
        double sum = 0;
        for (int done = 0; done < n; done += FEW) {
            sum += KERNEL.squares(Math.min(FEW, n - done), pass.output, pass.labels, pass.mask, at + done);
        }
        return sum;
    }

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
