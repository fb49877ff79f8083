package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/**
 * Repeats each value of an image: {@code [channels, height, width]} becomes {@code [channels, height * vertical, width *
 * horizontal]} (nearest neighbour).
 *
 * @param vertical times each row is repeated
 * @param horizontal times each column is repeated
 */
public record Upsample2d(int vertical, int horizontal) implements LayerSpec {
    /**
     * Checks the factors.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Upsample2d {
        if (vertical < 1 || horizontal < 1) {
            throw new IllegalArgumentException(
                    "an upsample2d layer needs factors of at least 1, got " + vertical + "x" + horizontal);
        }
    }

    @Override
    public String name() {
        return "upsample2d";
    }

    @Override
    public Layer bind(Shape input) {
        Window.checkImage(input);
        Shape output = Shape.of(
                input.dim(0), Math.multiplyExact(input.dim(1), vertical), Math.multiplyExact(input.dim(2), horizontal));
        return new Bound(input, output, vertical, horizontal, input.size(), input.dim(2), output.dim(2));
    }

    private record Bound(Shape input, Shape output, int vertical, int horizontal, int size, int narrow, int wide)
            implements Layer {
        @Override
        public void forward(LayerPass p) {
            int rows = p.examples() * size / narrow;
            for (int row = 0; row < rows; row++) {
                int to = row * vertical * wide;
                for (int column = 0; column < narrow; column++) {
                    int at = to + column * horizontal;
                    Arrays.fill(p.y, at, at + horizontal, p.x[row * narrow + column]);
                }
                for (int copy = 1; copy < vertical; copy++) {
                    System.arraycopy(p.y, to, p.y, to + copy * wide, wide);
                }
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            for (int i = 0; i < p.examples() * size; i++) {
                p.dx[i] = sum(p.dy, i / narrow * vertical * wide + i % narrow * horizontal);
            }
        }

        private float sum(float[] dy, int at) {
            float sum = 0;
            for (int row = 0; row < vertical; row++) {
                for (int i = at + row * wide; i < at + row * wide + horizontal; i++) {
                    sum += dy[i];
                }
            }
            return sum;
        }
    }
}
