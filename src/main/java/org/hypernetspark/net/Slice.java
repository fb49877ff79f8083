package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/**
 * Neighbouring values of a vector: one task's output head among the outputs of a network with several heads.
 *
 * @param from first value kept, from 0
 * @param size number of values kept, at least 1
 */
public record Slice(int from, int size) implements LayerSpec {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Slice {
        if (from < 0 || size < 1) {
            throw new IllegalArgumentException(
                    "A slice needs a first value of at least 0 and a size of at least 1, got " + from + " and " + size);
        }
    }

    @Override
    public String name() {
        return "slice";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 1 || from + size > input.size()) {
            throw new IllegalArgumentException("expected a vector of at least " + (from + size)
                    + " values to take values " + from + " to " + (from + size - 1) + " of, got " + input);
        }
        return new Bound(input, Shape.of(size), from, input.size(), size);
    }

    private record Bound(Shape input, Shape output, int from, int width, int size) implements Layer {
        @Override
        public void forward(LayerPass p) {
            for (int example = 0; example < p.examples(); example++) {
                System.arraycopy(p.x, example * width + from, p.y, example * size, size);
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            Arrays.fill(p.dx, 0, p.examples() * width, 0);
            for (int example = 0; example < p.examples(); example++) {
                System.arraycopy(p.dy, example * size, p.dx, example * width + from, size);
            }
        }
    }
}
