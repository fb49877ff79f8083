package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A {@link Dense} layer on activations {@code [T, features, B]}: the products are as wide as the batch, not as the layer.
 *
 * <p>With one input or one output they are no matrix products, and a call of the native library costs more than they do.
 */
record DenseExamplesLast(Shape input, Shape output, int in, int out, boolean bias, List<ParameterSpec> parameters)
        implements Layer {
    @Override
    public Layer examplesLast() {
        return this;
    }

    @Override
    public void forward(LayerPass p) {
        for (int task = 0; task < p.tasks; task++) {
            int w = p.weightsAt(task);
            int x = task * p.batch * in;
            int y = task * p.batch * out;
            if (in == 1) {
                Kernels.outer(out, p.batch, p.theta, w, p.x, x, p.theta, bias ? w + out : -1, p.y, y);
            } else if (out == 1) {
                Kernels.combine(in, p.batch, p.theta, w, p.x, x, bias ? p.theta[w + in] : 0, p.y, y);
            } else {
                product(p, w, x, y);
            }
        }
    }

    private void product(LayerPass p, int w, int x, int y) {
        if (bias) {
            Kernels.fillRows(p.y, y, out, p.batch, p.theta, w + in * out);
        }
        Blas.gemm(out, p.batch, in, p.theta, w, in, p.x, x, p.batch, bias ? 1 : 0, p.y, y, p.batch);
    }

    @Override
    public void backward(LayerPass p) {
        for (int task = 0; task < p.tasks; task++) {
            int x = task * p.batch * in;
            int y = task * p.batch * out;
            if (p.dTheta != null) {
                weightGradient(p, p.gradientAt(task), x, y);
            }
            if (p.dx != null) {
                inputGradient(p, p.weightsAt(task), x, y);
            }
        }
    }

    private void weightGradient(LayerPass p, int w, int x, int y) {
        if (in == 1) {
            Kernels.dots(out, p.batch, p.dy, y, p.x, x, p.dTheta, w);
        } else if (out == 1) {
            Kernels.dots(in, p.batch, p.x, x, p.dy, y, p.dTheta, w);
        } else {
            Blas.gemmTransposedB(out, in, p.batch, p.dy, y, p.batch, p.x, x, p.batch, 0, p.dTheta, w, in);
        }
        if (bias) {
            Kernels.dots(out, p.batch, p.dy, y, p.ones, 0, p.dTheta, w + in * out);
        }
    }

    private void inputGradient(LayerPass p, int w, int x, int y) {
        if (out == 1) {
            Kernels.outer(in, p.batch, p.theta, w, p.dy, y, p.theta, -1, p.dx, x);
        } else if (in == 1) {
            Kernels.combine(out, p.batch, p.theta, w, p.dy, y, 0, p.dx, x);
        } else {
            Blas.gemmTransposedA(in, p.batch, out, p.theta, w, in, p.dy, y, p.batch, 0, p.dx, x, p.batch);
        }
    }
}
