package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerPass;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Several linear heads side by side: head {@code i} makes {@code widths[i]} outputs {@code W_i x_i + b_i}.
 *
 * @param widths outputs of each head
 * @param split whether the input is cut in equal shares, one for each head; else every head reads all of it
 */
record Heads(List<Integer> widths, boolean split) implements LayerSpec {
    Heads {
        widths = List.copyOf(widths);
    }

    @Override
    public String name() {
        return "heads";
    }

    @Override
    public Layer bind(Shape input) {
        if (split && input.size() % widths.size() != 0) {
            throw new IllegalArgumentException(
                    "the trunk's " + input.size() + " outputs cannot be split evenly over " + widths.size() + " heads");
        }
        Shape output = Shape.of(widths.stream().mapToInt(Integer::intValue).sum());
        return new Bound(input, output, widths, split ? input.size() / widths.size() : input.size(), split);
    }

    private record Bound(Shape input, Shape output, List<Integer> widths, int share, boolean split) implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            List<ParameterSpec> specs = new ArrayList<>();
            for (int i = 0; i < widths.size(); i++) {
                int width = widths.get(i);
                specs.add(new ParameterSpec(i + ".weight", ParameterKind.WEIGHT, Shape.of(width, share), share, width));
                specs.add(new ParameterSpec(i + ".bias", ParameterKind.BIAS, Shape.of(width), share, width));
            }
            return specs;
        }

        @Override
        public void forward(LayerPass p) {
            int in = input.size();
            int out = output.size();
            int column = 0;
            for (int i = 0; i < widths.size(); i++) {
                int width = widths.get(i);
                int w = weight(column);
                for (int t = 0; t < p.tasks; t++) {
                    int y = t * p.batch * out + column;
                    int at = p.weightsAt(t) + w;
                    for (int row = 0; row < p.batch; row++) {
                        System.arraycopy(p.theta, at + width * share, p.y, y + row * out, width);
                    }
                    int x = t * p.batch * in + from(i);
                    Blas.gemmTransposedB(p.batch, width, share, p.x, x, in, p.theta, at, share, 1, p.y, y, out);
                }
                column += width;
            }
        }

        @Override
        public void backward(LayerPass p) {
            int in = input.size();
            int out = output.size();
            int column = 0;
            for (int i = 0; i < widths.size(); i++) {
                int width = widths.get(i);
                int w = weight(column);
                float accumulate = split || i == 0 ? 0 : 1;
                for (int t = 0; t < p.tasks; t++) {
                    int x = t * p.batch * in + from(i);
                    int y = t * p.batch * out + column;
                    if (p.dTheta != null) {
                        int at = p.gradientAt(t) + w;
                        Blas.gemmTransposedA(width, share, p.batch, p.dy, y, out, p.x, x, in, 0, p.dTheta, at, share);
                        System.arraycopy(p.dy, y, p.dTheta, at + width * share, width);
                        for (int row = 1; row < p.batch; row++) {
                            Kernels.axpy(width, 1, p.dy, y + row * out, p.dTheta, at + width * share);
                        }
                    }
                    if (p.dx != null) {
                        int at = p.weightsAt(t) + w;
                        Blas.gemm(p.batch, share, width, p.dy, y, out, p.theta, at, share, accumulate, p.dx, x, in);
                    }
                }
                column += width;
            }
        }

        private int from(int head) {
            return split ? head * share : 0;
        }

        /** Where the weights of the head that makes output {@code column} begin. */
        private int weight(int column) {
            return column * (share + 1);
        }
    }
}
