package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/** The last position of a sequence: {@code [length, features]} to {@code [features]}. */
public record LastStep() implements LayerSpec {
    @Override
    public String name() {
        return "last-step";
    }

    @Override
    public Layer bind(Shape input) {
        Steps steps = Steps.of(input);
        return new Bound(input, Shape.of(steps.features()), input.size(), steps.features());
    }

    private record Bound(Shape input, Shape output, int size, int features) implements Layer {
        @Override
        public void forward(LayerPass p) {
            for (int row = 0; row < p.examples(); row++) {
                System.arraycopy(p.x, (row + 1) * size - features, p.y, row * features, features);
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            Arrays.fill(p.dx, 0, p.examples() * size, 0);
            for (int row = 0; row < p.examples(); row++) {
                System.arraycopy(p.dy, row * features, p.dx, (row + 1) * size - features, features);
            }
        }
    }
}
