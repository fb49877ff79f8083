package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerPass;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.param.Affine;
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
        int share = split ? input.size() / widths.size() : input.size();
        List<Affine> affines =
                widths.stream().map(width -> new Affine(share, width)).toList();
        return new Bound(input, output, input.size(), output.size(), widths, affines, share, split);
    }

    private record Bound(
            Shape input,
            Shape output,
            int in,
            int out,
            List<Integer> widths,
            List<Affine> affines,
            int share,
            boolean split)
            implements Layer {
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
        public int scratch() {
            return affines.stream().mapToInt(Affine::scratch).max().orElse(0);
        }

        @Override
        public void forward(LayerPass p) {
            int column = 0;
            for (int i = 0; i < widths.size(); i++) {
                int width = widths.get(i);
                int w = weight(column);
                Affine affine = affines.get(i);
                for (int t = 0; t < p.tasks; t++) {
                    int y = t * p.batch * out + column;
                    int at = p.weightsAt(t) + w;
                    int x = t * p.batch * in + from(i);
                    affine.product(p.batch, p.x, x, in, p.theta, at, at + width * share, p.y, y, out, p.scratch);
                }
                column += width;
            }
        }

        @Override
        public boolean updates() {
            return affines.stream().anyMatch(Affine::updates);
        }

        @Override
        public void backward(LayerPass p) {
            if (p.update != null) {
                update(p);
                return;
            }
            int column = 0;
            for (int i = 0; i < widths.size(); i++) {
                int w = weight(column);
                int bias = w + widths.get(i) * share;
                Affine affine = affines.get(i);
                for (int t = 0; t < p.tasks; t++) {
                    int x = t * p.batch * in + from(i);
                    int y = t * p.batch * out + column;
                    int at = p.weightsAt(t) + w;
                    int g = p.gradientAt(t);
                    affine.gradients(
                            p.batch, p.x, x, in, p.dy, y, out, p.ones, p.theta, at, keep(i), p.dx, p.dTheta, g + w,
                            g + bias);
                }
                column += widths.get(i);
            }
        }

        private void update(LayerPass p) {
            int column = 0;
            for (int i = 0; i < widths.size(); i++) {
                int width = widths.get(i);
                int at = p.weightsAt(0) + weight(column);
                int b = at + width * share;
                affines.get(i)
                        .update(
                                p.batch, p.x, from(i), in, p.dy, column, out, p.ones, p.theta, at, b, keep(i), p.dx,
                                p.update, p.scratch);
                column += width;
            }
        }

        /** Factor of what earlier heads left in the gradient of the input. */
        private float keep(int head) {
            return split || head == 0 ? 0 : 1;
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
