package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.net.Channels.Grid;
import org.hypernetspark.param.Shape;

/**
 * Mean or maximum of each channel over all positions: the output is {@code [channels]}, whatever the length of a sequence or the
 * size of an image.
 *
 * @param max whether it is the maximum (the first of equal values gets the gradient), else the mean
 * @param channels where they stand; null: first for an image, and to be given for a sequence
 */
public record GlobalPool(boolean max, Channels channels) implements LayerSpec {
    @Override
    public String name() {
        return "global-pool";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() < 2) {
            throw new IllegalArgumentException(
                    "expects a sequence or an image, got " + input + "; leave the layer out");
        }
        Grid grid = Channels.grid(input, channels);
        return new Bound(input, Shape.of(grid.channels()), grid, max);
    }

    private record Bound(Shape input, Shape output, Grid grid, boolean max) implements Layer {
        @Override
        public void forward(LayerPass p) {
            for (int i = 0; i < p.examples() * grid.channels(); i++) {
                p.y[i] = max ? p.x[largest(p.x, at(i))] : sum(p.x, at(i)) / grid.positions();
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            Arrays.fill(p.dx, 0, p.examples() * grid.size(), 0);
            for (int i = 0; i < p.examples() * grid.channels(); i++) {
                if (max) {
                    p.dx[largest(p.x, at(i))] = p.dy[i];
                } else {
                    fill(p.dy[i] / grid.positions(), p.dx, at(i));
                }
            }
        }

        /** Where the first position of an output's channel lies. */
        private int at(int output) {
            int channel = output % grid.channels();
            return output / grid.channels() * grid.size() + channel * grid.channelStep();
        }

        private float sum(float[] x, int at) {
            float sum = 0;
            for (int i = 0; i < grid.positions(); i++) {
                sum += x[at + i * grid.positionStep()];
            }
            return sum;
        }

        private int largest(float[] x, int at) {
            int largest = at;
            for (int i = 1; i < grid.positions(); i++) {
                int next = at + i * grid.positionStep();
                largest = x[next] > x[largest] ? next : largest;
            }
            return largest;
        }

        private void fill(float value, float[] dx, int at) {
            for (int i = 0; i < grid.positions(); i++) {
                dx[at + i * grid.positionStep()] = value;
            }
        }
    }
}
