package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerPass;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * One linear head applied to each equal share of its input: {@code y_i = W x_i + b} for the {@code i}-th of {@code parts}.
 *
 * @param parts shares of the input
 * @param units outputs for each share
 */
record SharedHead(int parts, int units) implements LayerSpec {
    @Override
    public String name() {
        return "shared-head";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.size() % parts != 0) {
            throw new IllegalArgumentException(
                    input.size() + " inputs cannot be split evenly over " + parts + " parts");
        }
        int share = input.size() / parts;
        return new Bound(input, Shape.of(parts * units), parts, share, units, new Affine(share, units));
    }

    private record Bound(Shape input, Shape output, int parts, int share, int units, Affine affine) implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    new ParameterSpec("weight", ParameterKind.WEIGHT, Shape.of(units, share), share, units),
                    new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(units), share, units));
        }

        @Override
        public int scratch() {
            return affine.scratch();
        }

        /** All shares of a task's examples lie one after the other: they are rows of one product. */
        @Override
        public void forward(LayerPass p) {
            int rows = p.batch * parts;
            for (int t = 0; t < p.tasks; t++) {
                int w = p.weightsAt(t);
                int x = t * rows * share;
                int y = t * rows * units;
                affine.product(rows, p.x, x, share, p.theta, w, w + units * share, p.y, y, units, p.scratch);
            }
        }

        @Override
        public void backward(LayerPass p) {
            int rows = p.batch * parts;
            for (int t = 0; t < p.tasks; t++) {
                int x = t * rows * share;
                int y = t * rows * units;
                int w = p.weightsAt(t);
                int g = p.gradientAt(t);
                affine.gradients(rows, p.x, x, share, p.dy, y, units, p.ones, p.theta, w, 0, p.dx, p.dTheta, g, -1);
                if (p.dTheta != null) {
                    biasGradient(p, y, g + units * share);
                }
            }
        }

        private void biasGradient(LayerPass p, int y, int at) {
            int width = parts * units;
            for (int part = 0; part < parts; part++) {
                int from = y + part * units;
                float keep = part == 0 ? 0 : 1;
                Blas.gemm(1, units, p.batch, p.ones, 0, p.batch, p.dy, from, width, keep, p.dTheta, at, units);
            }
        }
    }
}
