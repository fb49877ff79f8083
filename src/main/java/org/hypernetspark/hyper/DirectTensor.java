package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterSpec;

/** A tensor that is generated itself, or whose difference from its base is. */
record DirectTensor(ParameterSpec tensor, boolean base) implements TensorForm {
    /** Share of a tensor's wanted variance that a generated difference begins with: targets begin near their base. */
    static final double SMALL = 0.01;

    @Override
    public List<ParameterSpec> raw() {
        return List.of(tensor);
    }

    @Override
    public double rawVariance(double wanted) {
        return base ? SMALL * wanted : wanted;
    }

    @Override
    public void forward(TensorPass p) {
        int size = tensor.size();
        System.arraycopy(p.raw, p.rawAt, p.theta, p.thetaAt, size);
        if (base) {
            Kernels.axpy(size, 1, p.base, p.baseAt, p.theta, p.thetaAt);
        }
    }

    @Override
    public void backward(TensorPass p) {
        System.arraycopy(p.dTheta, p.dThetaAt, p.dRaw, p.rawAt, tensor.size());
        if (p.dBase != null && base) {
            Kernels.axpy(tensor.size(), 1, p.dTheta, p.dThetaAt, p.dBase, p.baseAt);
        }
    }
}
