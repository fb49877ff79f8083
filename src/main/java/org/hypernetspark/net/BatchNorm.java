package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.net.Channels.Grid;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): {@code y = (1 + gain) (x - mean) / deviation + bias} for each channel. In training
 * mean and deviation are those of the task's rows in the step, over all positions; otherwise those in the weights.
 *
 * <p>Weights: {@code gain}, {@code bias}, {@code mean}, {@code logVariance}, each {@code [channels]}; the gain is stored as its
 * difference from 1, so all zeros are the identity. In training the gradient of {@code mean} and {@code logVariance} is their
 * difference from the step's statistics, which is that of half its square: whoever makes the weights learns the statistics.
 * So a hypernet keeps each task's statistics as it keeps its weights; plain weights follow with the learning rate as momentum.
 *
 * @param channels where they stand; null: the whole of a vector, the first of an image, and to be given for a sequence
 */
public record BatchNorm(Channels channels) implements LayerSpec {
    /** Is added to the variance. */
    static final float EPSILON = 1e-5f;

    /** For a vector or an image. */
    public BatchNorm() {
        this(null);
    }

    @Override
    public String name() {
        return "batch-norm";
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(input, Channels.grid(input, channels));
    }

    /** Keeps mean and reciprocal deviation of each task's channels. */
    private record Bound(Shape input, Grid grid) implements Layer {
        @Override
        public Shape output() {
            return input;
        }

        @Override
        public List<ParameterSpec> parameters() {
            Shape shape = Shape.of(grid.channels());
            return List.of("gain", "bias", "mean", "logVariance").stream()
                    .map(name -> new ParameterSpec(name, ParameterKind.BIAS, shape, grid.channels(), grid.channels()))
                    .toList();
        }

        @Override
        public int savedPerExample() {
            return 2 * grid.channels();
        }

        @Override
        public void forward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                for (int channel = 0; channel < grid.channels(); channel++) {
                    int w = p.weightsAt(task) + channel;
                    int saved = 2 * (task * grid.channels() + channel);
                    if (p.training) {
                        saveStatistics(p, task, channel, saved);
                    } else {
                        p.saved[saved] = p.theta[w + 2 * grid.channels()];
                        p.saved[saved + 1] = scale(Math.exp(p.theta[w + 3 * grid.channels()]));
                    }
                    write(p, task, channel, p.saved[saved], (1 + p.theta[w]) * p.saved[saved + 1], w);
                }
            }
        }

        private static float scale(double variance) {
            return (float) (1 / Math.sqrt(variance + EPSILON));
        }

        private void saveStatistics(LayerPass p, int task, int channel, int saved) {
            int values = p.rows(task) * grid.positions();
            double mean = values == 0 ? 0 : sum(p, task, channel, 0, false) / values;
            double variance = values == 0 ? 1 : sum(p, task, channel, mean, true) / values;
            p.saved[saved] = (float) mean;
            p.saved[saved + 1] = scale(variance);
        }

        /** The sum of a channel's values, or of the squares of their differences from the mean, in rows that count. */
        private double sum(LayerPass p, int task, int channel, double mean, boolean squares) {
            double sum = 0;
            for (int row = 0; row < p.rows(task); row++) {
                int at = at(p, task, row, channel);
                for (int i = 0; i < grid.positions(); i++) {
                    double value = p.x[at + i * grid.positionStep()] - mean;
                    sum += squares ? value * value : value;
                }
            }
            return sum;
        }

        private int at(LayerPass p, int task, int row, int channel) {
            return (task * p.batch + row) * grid.size() + channel * grid.channelStep();
        }

        private void write(LayerPass p, int task, int channel, float mean, float factor, int w) {
            float bias = p.theta[w + grid.channels()];
            for (int row = 0; row < p.batch; row++) {
                int at = at(p, task, row, channel);
                for (int i = 0; i < grid.positions(); i++) {
                    int place = at + i * grid.positionStep();
                    p.y[place] = (p.x[place] - mean) * factor + bias;
                }
            }
        }

        @Override
        public void backward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                for (int channel = 0; channel < grid.channels(); channel++) {
                    backward(p, task, channel, 2 * (task * grid.channels() + channel));
                }
            }
        }

        private void backward(LayerPass p, int task, int channel, int saved) {
            float mean = p.saved[saved];
            float scale = p.saved[saved + 1];
            double sum = 0;
            double along = 0;
            for (int row = 0; row < p.batch; row++) {
                int at = at(p, task, row, channel);
                for (int i = 0; i < grid.positions(); i++) {
                    int place = at + i * grid.positionStep();
                    sum += p.dy[place];
                    along += p.dy[place] * ((p.x[place] - mean) * scale);
                }
            }
            int w = p.weightsAt(task) + channel;
            if (p.dTheta != null) {
                int to = p.gradientAt(task) + channel;
                p.dTheta[to] = (float) along;
                p.dTheta[to + grid.channels()] = (float) sum;
                statisticsGradient(p, task, w, to, saved, (1 + p.theta[w]) * sum, (1 + p.theta[w]) * along);
            }
            if (p.dx != null) {
                int values = p.training ? p.rows(task) * grid.positions() : 0;
                float offset = values == 0 ? 0 : (float) (sum / values);
                float slope = values == 0 ? 0 : (float) (along / values);
                inputGradient(p, task, channel, saved, (1 + p.theta[w]) * scale, offset, slope);
            }
        }

        /** In training how far the weights' statistics are from the step's; else their gradient. */
        private void statisticsGradient(LayerPass p, int task, int w, int to, int saved, double sum, double along) {
            int mean = 2 * grid.channels();
            int logVariance = 3 * grid.channels();
            double scale = p.saved[saved + 1];
            if (!p.training) {
                p.dTheta[to + mean] = (float) (-scale * sum);
                p.dTheta[to + logVariance] =
                        (float) (-0.5 * Math.exp(p.theta[w + logVariance]) * scale * scale * along);
            } else if (p.rows(task) == 0) {
                p.dTheta[to + mean] = 0;
                p.dTheta[to + logVariance] = 0;
            } else {
                p.dTheta[to + mean] = p.theta[w + mean] - p.saved[saved];
                p.dTheta[to + logVariance] = (float) (p.theta[w + logVariance] + 2 * Math.log(scale));
            }
        }

        private void inputGradient(
                LayerPass p, int task, int channel, int saved, float factor, float offset, float slope) {
            float mean = p.saved[saved];
            float scale = p.saved[saved + 1];
            int counted = p.rows(task);
            for (int row = 0; row < p.batch; row++) {
                int at = at(p, task, row, channel);
                float share = row < counted ? 1 : 0;
                for (int i = 0; i < grid.positions(); i++) {
                    int place = at + i * grid.positionStep();
                    float common = offset + slope * ((p.x[place] - mean) * scale);
                    p.dx[place] = factor * (p.dy[place] - share * common);
                }
            }
        }
    }
}
