package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/**
 * Class indices as vectors with a single 1: {@code [length]} to {@code [length, classes]}. Nothing flows back to the indices:
 * their gradient is 0.
 *
 * @param classes indices go from 0 to this number minus 1
 */
public record OneHot(int classes) implements LayerSpec {
    /**
     * Checks the number of classes.
     *
     * @throws IllegalArgumentException if it is below 2
     */
    public OneHot {
        if (classes < 2) {
            throw new IllegalArgumentException("a oneHot layer needs at least 2 classes, got " + classes);
        }
    }

    @Override
    public String name() {
        return "one-hot";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 1) {
            throw new IllegalArgumentException("expects a flat input of class indices, got " + input);
        }
        return new Bound(input, Shape.of(input.size(), classes), input.size(), classes);
    }

    private record Bound(Shape input, Shape output, int length, int classes) implements Layer {
        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException if a value is no class index
         */
        @Override
        public void forward(LayerPass p) {
            int n = p.examples() * length;
            Arrays.fill(p.y, 0, n * classes, 0);
            for (int i = 0; i < n; i++) {
                p.y[i * classes + index(p.x[i])] = 1;
            }
        }

        private int index(float value) {
            int index = (int) value;
            if (index != value || index < 0 || index >= classes) {
                throw new IllegalArgumentException("a oneHot layer expects class indices 0 to " + (classes - 1)
                        + ", got " + value + "; do not standardise such a column");
            }
            return index;
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx != null) {
                Arrays.fill(p.dx, 0, p.examples() * length, 0);
            }
        }
    }
}
