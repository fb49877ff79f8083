package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Channels.Grid;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): at each position of each example the channels get mean 0 and variance 1, then
 * {@code y = (1 + gain) x + bias}. A vector has one position.
 *
 * <p>Weights: {@code gain [channels]}, {@code bias [channels]}. The gain is stored as its difference from 1, so that weights near
 * zero, as a fresh hypernet makes them whatever its output strategy, are the plain normalisation.
 *
 * @param channels where they stand; null: first for an image, and to be given for a sequence
 */
public record LayerNorm(Channels channels) implements LayerSpec {
    /** Is added to the variance. */
    static final float EPSILON = 1e-5f;

    /** For a vector or an image. */
    public LayerNorm() {
        this(null);
    }

    @Override
    public String name() {
        return "layer-norm";
    }

    @Override
    public Layer bind(Shape input) {
        Grid grid = Channels.grid(input, channels);
        if (grid.channels() < 2) {
            throw new IllegalArgumentException("expects at least 2 channels to normalise, got " + input);
        }
        return new Bound(input, grid);
    }

    /** Gain and bias of each channel. */
    static List<ParameterSpec> parameters(int channels) {
        Shape shape = Shape.of(channels);
        return List.of(
                new ParameterSpec("gain", ParameterKind.BIAS, shape, channels, channels),
                new ParameterSpec("bias", ParameterKind.BIAS, shape, channels, channels));
    }

    /** Keeps mean and reciprocal deviation of each position. */
    private record Bound(Shape input, Grid grid) implements Layer {
        @Override
        public Shape output() {
            return input;
        }

        @Override
        public List<ParameterSpec> parameters() {
            return LayerNorm.parameters(grid.channels());
        }

        @Override
        public int savedPerExample() {
            return 2 * grid.positions();
        }

        @Override
        public void forward(LayerPass p) {
            int positions = p.examples() * grid.positions();
            for (int position = 0; position < positions; position++) {
                int at = at(position);
                float mean = sum(p.x, at) / grid.channels();
                float scale = (float) (1 / Math.sqrt(squares(p.x, at, mean) / grid.channels() + EPSILON));
                p.saved[2 * position] = mean;
                p.saved[2 * position + 1] = scale;
                write(p, at, mean, scale, p.weightsAt(position / (p.batch * grid.positions())));
            }
        }

        /** Where the first channel of a position lies, counted through all examples. */
        private int at(int position) {
            int example = position / grid.positions();
            return example * grid.size() + position % grid.positions() * grid.positionStep();
        }

        private float sum(float[] x, int at) {
            float sum = 0;
            for (int i = 0; i < grid.channels(); i++) {
                sum += x[at + i * grid.channelStep()];
            }
            return sum;
        }

        private float squares(float[] x, int at, float mean) {
            float sum = 0;
            for (int i = 0; i < grid.channels(); i++) {
                float difference = x[at + i * grid.channelStep()] - mean;
                sum += difference * difference;
            }
            return sum;
        }

        private void write(LayerPass p, int at, float mean, float scale, int gain) {
            int bias = gain + grid.channels();
            for (int i = 0; i < grid.channels(); i++) {
                int place = at + i * grid.channelStep();
                p.y[place] = (1 + p.theta[gain + i]) * ((p.x[place] - mean) * scale) + p.theta[bias + i];
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dTheta != null) {
                for (int task = 0; task < p.tasks; task++) {
                    Arrays.fill(p.dTheta, p.gradientAt(task), p.gradientAt(task) + 2 * grid.channels(), 0);
                }
            }
            int positions = p.examples() * grid.positions();
            for (int position = 0; position < positions; position++) {
                int task = position / (p.batch * grid.positions());
                if (p.dTheta != null) {
                    addWeightGradient(p, position, p.gradientAt(task));
                }
                if (p.dx != null) {
                    inputGradient(p, position, p.weightsAt(task));
                }
            }
        }

        private void addWeightGradient(LayerPass p, int position, int gain) {
            int at = at(position);
            int bias = gain + grid.channels();
            float mean = p.saved[2 * position];
            float scale = p.saved[2 * position + 1];
            for (int i = 0; i < grid.channels(); i++) {
                int place = at + i * grid.channelStep();
                p.dTheta[gain + i] += p.dy[place] * ((p.x[place] - mean) * scale);
                p.dTheta[bias + i] += p.dy[place];
            }
        }

        /** The gradient minus its mean and its part along the normalised values, over the deviation. */
        private void inputGradient(LayerPass p, int position, int gain) {
            int at = at(position);
            float mean = p.saved[2 * position];
            float scale = p.saved[2 * position + 1];
            float sum = 0;
            float along = 0;
            for (int i = 0; i < grid.channels(); i++) {
                int place = at + i * grid.channelStep();
                float d = p.dy[place] * (1 + p.theta[gain + i]);
                sum += d;
                along += d * ((p.x[place] - mean) * scale);
            }
            float offset = sum / grid.channels();
            float slope = along / grid.channels();
            for (int i = 0; i < grid.channels(); i++) {
                int place = at + i * grid.channelStep();
                float normal = (p.x[place] - mean) * scale;
                p.dx[place] = scale * (p.dy[place] * (1 + p.theta[gain + i]) - offset - slope * normal);
            }
        }
    }
}
