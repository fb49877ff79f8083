package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/** A tensor whose rows (of its first dimension) are those of its base, each times {@code 1 + } a generated gain. */
record ScaledTensor(ParameterSpec tensor) implements TensorForm {
    private int rows() {
        return tensor.shape().dim(0);
    }

    private int columns() {
        return tensor.size() / rows();
    }

    @Override
    public List<ParameterSpec> raw() {
        return List.of(new ParameterSpec(
                tensor.name() + "-gain", tensor.kind(), Shape.of(rows()), tensor.fanIn(), tensor.fanOut()));
    }

    @Override
    public boolean base() {
        return true;
    }

    @Override
    public double rawVariance(double wanted) {
        return DirectTensor.SMALL;
    }

    @Override
    public void forward(TensorPass p) {
        int columns = columns();
        for (int row = 0; row < rows(); row++) {
            float gain = 1 + p.raw[p.rawAt + row];
            int from = p.baseAt + row * columns;
            int to = p.thetaAt + row * columns;
            for (int i = 0; i < columns; i++) {
                p.theta[to + i] = gain * p.base[from + i];
            }
        }
    }

    @Override
    public void backward(TensorPass p) {
        int columns = columns();
        for (int row = 0; row < rows(); row++) {
            int base = p.baseAt + row * columns;
            int from = p.dThetaAt + row * columns;
            float sum = 0;
            for (int i = 0; i < columns; i++) {
                sum += p.dTheta[from + i] * p.base[base + i];
            }
            p.dRaw[p.rawAt + row] = sum;
            if (p.dBase != null) {
                Kernels.axpy(columns, 1 + p.raw[p.rawAt + row], p.dTheta, from, p.dBase, base);
            }
        }
    }
}
