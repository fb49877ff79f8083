package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/** Makes the output of one example a vector, in the order in which it lies in memory. */
public record Flatten() implements LayerSpec {
    @Override
    public String name() {
        return "flatten";
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(input, Shape.of(input.size()), input.size());
    }

    private record Bound(Shape input, Shape output, int size) implements Layer {
        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public boolean readsOutput() {
            return false;
        }

        @Override
        public void forward(LayerPass p) {
            copy(p.x, p.y, p.examples() * size);
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx != null) {
                copy(p.dy, p.dx, p.examples() * size);
            }
        }

        private static void copy(float[] from, float[] to, int n) {
            if (from != to) {
                System.arraycopy(from, 0, to, 0, n);
            }
        }
    }
}
