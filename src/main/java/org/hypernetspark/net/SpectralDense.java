package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Fully connected layer with its weights divided by their largest singular value: {@code y = (W / sigma) x + b}, so that it
 * makes no input longer (Miyato et al., "Spectral normalization for generative adversarial networks", ICLR 2018). Weights lie
 * as in {@link Dense}.
 *
 * <p>{@code sigma} is found anew in each step by power iteration from a fixed vector until it stands still, so it depends on
 * the weights alone and no state is kept. It costs some tens of passes over the weights.
 *
 * @param units number of outputs
 * @param bias whether there is a bias
 */
public record SpectralDense(int units, boolean bias) implements FullyConnected {
    /**
     * Checks the number of units.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SpectralDense {
        if (units < 1) {
            throw new IllegalArgumentException("a dense layer needs at least 1 unit, got " + units);
        }
    }

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 1) {
            throw new IllegalArgumentException(
                    "expects a flat input, got " + input + "; put a flatten layer before it");
        }
        int in = input.size();
        return new Bound(input, Shape.of(units), in, units, bias, new Affine(in, units));
    }

    private record Bound(Shape input, Shape output, int in, int out, boolean bias, Affine affine) implements Layer {
        private static final int MOST_ITERATIONS = 1000;
        /** Squared length of the last change of the singular vector at which it stands still. */
        private static final double STILL = 1e-12;

        @Override
        public List<ParameterSpec> parameters() {
            List<ParameterSpec> specs = new ArrayList<>();
            specs.add(new ParameterSpec("weight", ParameterKind.WEIGHT, Shape.of(out, in), in, out));
            if (bias) {
                specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(out), in, out));
            }
            return specs;
        }

        /** For each task, at its first example: {@code sigma}, then the left and the right singular vector. */
        @Override
        public int savedPerExample() {
            return 1 + out + in;
        }

        @Override
        public int scratch() {
            return Math.max(affine.scratch(), in);
        }

        private int savedAt(LayerPass p, int task) {
            return task * p.batch * savedPerExample();
        }

        @Override
        public void forward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                int w = p.weightsAt(task);
                int y = task * p.batch * out;
                iterate(p, w, savedAt(p, task));
                affine.product(p.batch, p.x, task * p.batch * in, in, p.theta, w, -1, p.y, y, out, p.scratch);
                Kernels.scale(p.batch * out, 1 / p.saved[savedAt(p, task)], p.y, y);
                for (int row = 0; bias && row < p.batch; row++) {
                    Kernels.axpy(out, 1, p.theta, w + in * out, p.y, y + row * out);
                }
            }
        }

        /** Power iteration: {@code u = W v / |W v|}, {@code v = W' u / |W' u|}, {@code sigma = |W' u|}. */
        private void iterate(LayerPass p, int w, int at) {
            int u = at + 1;
            int v = u + out;
            start(p.saved, v);
            for (int i = 0; i < MOST_ITERATIONS; i++) {
                System.arraycopy(p.saved, v, p.scratch, 0, in);
                Blas.gemmTransposedB(1, out, in, p.saved, v, in, p.theta, w, in, 0, p.saved, u, out);
                normalise(p.saved, u, out);
                Blas.gemm(1, in, out, p.saved, u, out, p.theta, w, in, 0, p.saved, v, in);
                p.saved[at] = normalise(p.saved, v, in);
                if (squaredDistance(p.saved, v, p.scratch) < STILL) {
                    return;
                }
            }
        }

        /** No column of a matrix of weights is at a right angle to this, but by chance. */
        private void start(float[] saved, int v) {
            for (int i = 0; i < in; i++) {
                saved[v + i] = 1 + (i % 7) / 7f;
            }
            normalise(saved, v, in);
        }

        /** Makes a vector's length 1, or all its values 0 if it has none; returns its length, at least a tiny one. */
        private static float normalise(float[] x, int at, int n) {
            float length = (float) Math.max(Kernels.norm(x, at, n), 1e-20);
            Kernels.scale(n, 1 / length, x, at);
            return length;
        }

        private double squaredDistance(float[] x, int at, float[] y) {
            double sum = 0;
            for (int i = 0; i < in; i++) {
                double difference = x[at + i] - y[i];
                sum += difference * difference;
            }
            return sum;
        }

        @Override
        public void backward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                int x = task * p.batch * in;
                int y = task * p.batch * out;
                float scale = 1 / p.saved[savedAt(p, task)];
                if (p.dTheta != null) {
                    int w = p.gradientAt(task);
                    Blas.gemmTransposedA(out, in, p.batch, p.dy, y, out, p.x, x, in, 0, p.dTheta, w, in);
                    throughNorm(p, task, scale);
                    if (bias) {
                        Blas.gemm(1, out, p.batch, p.ones, 0, p.batch, p.dy, y, out, 0, p.dTheta, w + in * out, out);
                    }
                }
                if (p.dx != null) {
                    Blas.gemm(p.batch, in, out, p.dy, y, out, p.theta, p.weightsAt(task), in, 0, p.dx, x, in);
                    Kernels.scale(p.batch * in, scale, p.dx, x);
                }
            }
        }

        /** From the gradient {@code G} of {@code W / sigma} to that of {@code W}: {@code (G - <G, W / sigma> u v') / sigma}. */
        private void throughNorm(LayerPass p, int task, float scale) {
            int g = p.gradientAt(task);
            int w = p.weightsAt(task);
            int u = savedAt(p, task) + 1;
            double along = 0;
            for (int i = 0; i < in * out; i++) {
                along += (double) p.dTheta[g + i] * p.theta[w + i];
            }
            Kernels.scale(in * out, scale, p.dTheta, g);
            float back = (float) (-along * scale * scale);
            for (int row = 0; row < out; row++) {
                Kernels.axpy(in, back * p.saved[u + row], p.saved, u + out, p.dTheta, g + row * in);
            }
        }
    }
}
