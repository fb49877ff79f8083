package org.hypernetspark.net;

import org.hypernetspark.param.Shape;
import org.hypernetspark.param.Transposition;

/**
 * Swaps two dimensions: {@code [length, features]} of recurrent layers and attention becomes {@code [channels, length]} of 1-D
 * convolutions, and back.
 */
public record Transpose() implements LayerSpec {
    @Override
    public String name() {
        return "transpose";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 2) {
            throw new IllegalArgumentException("expects two dimensions, got " + input);
        }
        return new Bound(input, Shape.of(input.dim(1), input.dim(0)), input.dim(0), input.dim(1));
    }

    private record Bound(Shape input, Shape output, int rows, int columns) implements Layer {
        @Override
        public void forward(LayerPass p) {
            transpose(p.examples(), rows, columns, p.x, p.y);
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx != null) {
                transpose(p.examples(), columns, rows, p.dy, p.dx);
            }
        }

        private static void transpose(int examples, int rows, int columns, float[] from, float[] to) {
            int size = rows * columns;
            for (int at = 0; at < examples * size; at += size) {
                Transposition.copy(rows, columns, from, at, columns, to, at, rows);
            }
        }
    }
}
