package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A convolution whose filters see few values: each example is unfolded, the rest is one matrix product ("im2col").
 *
 * <p>Scratch memory: {@code columns [values, positions]}, and as many ones as there are positions.
 */
record UnfoldedConvolution(Shape input, Shape output, Filters filters) implements Layer {
    @Override
    public List<ParameterSpec> parameters() {
        return filters.parameters();
    }

    @Override
    public int scratch() {
        return Shape.of(values() + 1, positions()).size();
    }

    private int values() {
        return filters.window().values();
    }

    private int positions() {
        return filters.window().positions();
    }

    @Override
    public void forward(LayerPass p) {
        for (int example = 0; example < p.examples(); example++) {
            int biasAt = p.weightsAt(example / p.batch);
            filters.window().unfold(p.x, example * filters.window().image(), p.scratch);
            multiply(p, biasAt, example * filters.outputSize());
        }
    }

    private void multiply(LayerPass p, int biasAt, int y) {
        int n = positions();
        int k = values();
        int w = filters.weightsAt(biasAt);
        if (filters.bias()) {
            Kernels.fillRows(p.y, y, filters.count(), n, p.theta, biasAt);
        }
        Blas.gemm(filters.count(), n, k, p.theta, w, k, p.scratch, 0, n, filters.bias() ? 1 : 0, p.y, y, n);
    }

    @Override
    public void backward(LayerPass p) {
        Arrays.fill(p.scratch, values() * positions(), (values() + 1) * positions(), 1);
        for (int example = 0; example < p.examples(); example++) {
            int task = example / p.batch;
            int x = example * filters.window().image();
            int dy = example * filters.outputSize();
            if (p.dTheta != null) {
                filters.window().unfold(p.x, x, p.scratch);
                weightGradient(p, dy, p.gradientAt(task), example % p.batch == 0 ? 0 : 1);
            }
            if (p.dx != null) {
                inputGradient(p, dy, x, filters.weightsAt(p.weightsAt(task)));
            }
        }
    }

    /** The first example of a task overwrites ({@code beta} 0), the others add. The bias' gradient is a sum of rows. */
    private void weightGradient(LayerPass p, int dy, int biasAt, float beta) {
        int m = filters.count();
        int n = values();
        int k = positions();
        int w = filters.weightsAt(biasAt);
        Blas.gemmTransposedB(m, n, k, p.dy, dy, k, p.scratch, 0, k, beta, p.dTheta, w, n);
        if (filters.bias()) {
            Blas.gemmTransposedB(1, m, k, p.scratch, n * k, k, p.dy, dy, k, beta, p.dTheta, biasAt, m);
        }
    }

    private void inputGradient(LayerPass p, int dy, int x, int w) {
        int m = values();
        int n = positions();
        Blas.gemmTransposedA(m, n, filters.count(), p.theta, w, m, p.dy, dy, n, 0, p.scratch, 0, n);
        Arrays.fill(p.dx, x, x + filters.window().image(), 0);
        filters.window().fold(p.scratch, p.dx, x);
    }
}
