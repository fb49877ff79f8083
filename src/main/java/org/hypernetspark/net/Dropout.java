package org.hypernetspark.net;

import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.param.Shape;

/**
 * Inverted dropout (Srivastava et al. 2014): in training each value is zero with probability {@code rate}, else divided by
 * {@code 1 - rate}; otherwise the identity.
 *
 * <p>Whether a value is dropped depends on its task's seed, the layer's position and the value's index inside its task, so
 * backward finds the same mask without keeping it, and a task's mask does not depend on the tasks beside it.
 *
 * @param rate probability of being dropped, in [0, 1)
 */
public record Dropout(double rate) implements LayerSpec {
    /**
     * Checks the rate.
     *
     * @throws IllegalArgumentException if it is outside [0, 1)
     */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout layer needs a rate of at least 0 and below 1, got " + rate);
        }
    }

    @Override
    public String name() {
        return "dropout";
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(input, input.size(), (long) (rate * 0x1.0p53), (float) (1 / (1 - rate)));
    }

    /** A value stays if 53 random bits are not below {@code threshold}. */
    private record Bound(Shape input, int inputSize, long threshold, float scale) implements Layer {
        @Override
        public Shape output() {
            return input;
        }

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
            apply(p, p.x, p.y);
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx != null) {
                apply(p, p.dy, p.dx);
            }
        }

        private void apply(LayerPass p, float[] from, float[] to) {
            int size = p.batch * inputSize;
            if (p.training && threshold > 0) {
                for (int task = 0; task < p.tasks; task++) {
                    long key = Seeds.derive(p.seeds[task], Purpose.DROPOUT, p.position);
                    drop(key, from, to, task * size, size);
                }
            } else if (from != to) {
                System.arraycopy(from, 0, to, 0, p.tasks * size);
            }
        }

        private void drop(long key, float[] from, float[] to, int at, int size) {
            for (int i = 0; i < size; i++) {
                boolean keep = (Seeds.mix(key + i) >>> 11) >= threshold;
                to[at + i] = keep ? from[at + i] * scale : 0;
            }
        }
    }
}
