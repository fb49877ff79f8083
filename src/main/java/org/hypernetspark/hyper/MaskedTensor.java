package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;

/**
 * A tensor that is its base times a mask, the sigmoid of generated values.
 *
 * @param threshold masks below it are 0 outside of training; their gradient is taken as if they were not
 */
record MaskedTensor(ParameterSpec tensor, float threshold) implements TensorForm {
    @Override
    public List<ParameterSpec> raw() {
        return List.of(tensor);
    }

    @Override
    public boolean base() {
        return true;
    }

    @Override
    public double rawVariance(double wanted) {
        return 1;
    }

    /** Masks begin about one half. */
    @Override
    public float baseScale() {
        return 2;
    }

    private static float sigmoid(float value) {
        return (float) (1 / (1 + Math.exp(-value)));
    }

    @Override
    public void forward(TensorPass p) {
        for (int i = 0; i < tensor.size(); i++) {
            float mask = sigmoid(p.raw[p.rawAt + i]);
            p.theta[p.thetaAt + i] = p.training || mask >= threshold ? mask * p.base[p.baseAt + i] : 0;
        }
    }

    @Override
    public void backward(TensorPass p) {
        for (int i = 0; i < tensor.size(); i++) {
            float mask = sigmoid(p.raw[p.rawAt + i]);
            float gradient = p.dTheta[p.dThetaAt + i];
            p.dRaw[p.rawAt + i] = gradient * p.base[p.baseAt + i] * mask * (1 - mask);
            if (p.dBase != null) {
                p.dBase[p.baseAt + i] += gradient * mask;
            }
        }
    }
}
