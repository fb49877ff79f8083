package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/** A matrix that is the product {@code U V} of two generated factors, {@code U [rows, rank]} before {@code V [rank, columns]}. */
record FactoredTensor(ParameterSpec tensor, int rank, boolean base) implements TensorForm {
    private int rows() {
        return tensor.shape().dim(0);
    }

    private int columns() {
        return tensor.size() / rows();
    }

    @Override
    public List<ParameterSpec> raw() {
        return List.of(factor("-u", rows(), rank), factor("-v", rank, columns()));
    }

    private ParameterSpec factor(String suffix, int rows, int columns) {
        Shape shape = Shape.of(rows, columns);
        return new ParameterSpec(tensor.name() + suffix, ParameterKind.WEIGHT, shape, tensor.fanIn(), tensor.fanOut());
    }

    /** The variance of the product of {@code rank} pairs. */
    @Override
    public double rawVariance(double wanted) {
        return Math.sqrt((base ? DirectTensor.SMALL : 1) * wanted / rank);
    }

    @Override
    public void forward(TensorPass p) {
        int v = p.rawAt + rows() * rank;
        if (base) {
            System.arraycopy(p.base, p.baseAt, p.theta, p.thetaAt, tensor.size());
        }
        float keep = base ? 1 : 0;
        Blas.gemm(
                rows(), columns(), rank, p.raw, p.rawAt, rank, p.raw, v, columns(), keep, p.theta, p.thetaAt,
                columns());
    }

    @Override
    public void backward(TensorPass p) {
        int rows = rows();
        int columns = columns();
        int v = p.rawAt + rows * rank;
        Blas.gemmTransposedB(
                rows, rank, columns, p.dTheta, p.dThetaAt, columns, p.raw, v, columns, 0, p.dRaw, p.rawAt, rank);
        Blas.gemmTransposedA(
                rank, columns, rows, p.raw, p.rawAt, rank, p.dTheta, p.dThetaAt, columns, 0, p.dRaw, v, columns);
        if (p.dBase != null && base) {
            Kernels.axpy(tensor.size(), 1, p.dTheta, p.dThetaAt, p.dBase, p.baseAt);
        }
    }
}
