package org.example.parts;

import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossContract;

class PinballTest extends LossContract {
    @Override
    protected Loss loss() {
        return new Pinball();
    }

    @Override
    protected double label(double uniform) {
        return 4 * uniform - 2;
    }

    @Override
    protected double reference(double[] output, float[] labels, float[] mask, int labelsAt) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < output.length; i++) {
            if (mask[labelsAt + i] != 0) {
                sum += Math.abs(labels[labelsAt + i] - output[i]) / 2;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
