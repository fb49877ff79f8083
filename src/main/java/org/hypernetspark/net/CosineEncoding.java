package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * Turns each value into a point on a quarter of the unit circle, so that all inputs have the same norm: {@code u = (x - low) /
 * (high - low)}, then {@code [cos(pi u / 2), sin(pi u / 2)]} (Ortiz, Guttag and Dalca, "Magnitude invariant parametrizations
 * improve hypernetwork learning", ICLR 2024). All cosines come first, then all sines.
 *
 * <p>Values outside {@code [low, high]} are taken as the nearest bound, and their gradient is 0.
 *
 * @param low the value that becomes {@code [1, 0]}
 * @param high the value that becomes {@code [0, 1]}, above {@code low}
 */
public record CosineEncoding(double low, double high) implements LayerSpec {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if they are not finite or not ascending
     */
    public CosineEncoding {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException(
                    "a cosine encoding needs two finite bounds, the second above the first, got " + low + " and "
                            + high);
        }
    }

    /** Of values in [0, 1]. */
    public CosineEncoding() {
        this(0, 1);
    }

    @Override
    public String name() {
        return "cosineEncoding";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 1) {
            throw new IllegalArgumentException(
                    "expects a flat input, got " + input + "; put a flatten layer before it");
        }
        return new Bound(input, Shape.of(2 * input.size()), input.size(), (float) low, (float) high);
    }

    private record Bound(Shape input, Shape output, int n, float low, float high) implements Layer {
        @Override
        public boolean readsOutput() {
            return true;
        }

        @Override
        public void forward(LayerPass p) {
            double quarter = Math.PI / 2 / (high - low);
            for (int example = 0; example < p.examples(); example++) {
                int x = example * n;
                int y = 2 * x;
                for (int i = 0; i < n; i++) {
                    double angle = quarter * (Math.min(Math.max(p.x[x + i], low), high) - low);
                    p.y[y + i] = (float) Math.cos(angle);
                    p.y[y + n + i] = (float) Math.sin(angle);
                }
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            float quarter = (float) (Math.PI / 2 / (high - low));
            for (int example = 0; example < p.examples(); example++) {
                int x = example * n;
                int y = 2 * x;
                for (int i = 0; i < n; i++) {
                    float turned = p.y[y + i] * p.dy[y + n + i] - p.y[y + n + i] * p.dy[y + i];
                    boolean inside = p.x[x + i] >= low && p.x[x + i] <= high;
                    p.dx[x + i] = inside ? quarter * turned : 0;
                }
            }
        }
    }
}
