package org.hypernetspark.hyper;

import java.util.Arrays;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerPass;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.param.Shape;

/** Multiplies each value by a fixed number of its own. A plain class: a record would compare the array by identity. */
final class FixedGain implements LayerSpec {
    private static final long serialVersionUID = 1;

    private final float[] gains;

    /** One number for each value of an example. */
    FixedGain(float[] gains) {
        this.gains = gains.clone();
    }

    @Override
    public String name() {
        return "fixed-gain";
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(input, gains);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedGain gain && Arrays.equals(gains, gain.gains);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(gains);
    }

    private record Bound(Shape input, float[] gains) implements Layer {
        @Override
        public Shape output() {
            return input;
        }

        @Override
        public void forward(LayerPass p) {
            multiply(p.examples(), p.x, p.y);
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx != null) {
                multiply(p.examples(), p.dy, p.dx);
            }
        }

        private void multiply(int examples, float[] from, float[] to) {
            for (int example = 0; example < examples; example++) {
                int at = example * gains.length;
                for (int i = 0; i < gains.length; i++) {
                    to[at + i] = from[at + i] * gains[i];
                }
            }
        }
    }
}
