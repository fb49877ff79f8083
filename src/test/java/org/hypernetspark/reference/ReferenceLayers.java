package org.hypernetspark.reference;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Channels;
import org.hypernetspark.net.Conv1d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Embedding;
import org.hypernetspark.net.GlobalPool;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Residual;
import org.hypernetspark.param.Shape;

/** Layers over sequences and positions, embeddings and blocks, for one example, written from their definitions. */
final class ReferenceLayers {
    private ReferenceLayers() {}

    static double[] forward(LayerSpec spec, Shape input, double[] theta, int at, double[] x) {
        if (spec instanceof Conv1d conv) {
            Shape image = Shape.of(input.dim(0), 1, input.dim(1));
            Conv2d flat =
                    new Conv2d(conv.filters(), 1, conv.kernel(), 1, conv.stride(), 0, conv.padding(), conv.bias());
            return ReferenceImages.convolution(flat, image, theta, at, x);
        } else if (spec instanceof LayerNorm norm) {
            return layerNorm(input, norm.channels() == Channels.LAST, theta, at, x);
        } else if (spec instanceof GlobalPool pool) {
            return pool(input, pool, x);
        } else if (spec instanceof Embedding embedding) {
            return embedding(embedding, theta, at, x);
        } else if (spec instanceof Residual residual) {
            return residual(residual, input, theta, at, x);
        }
        return transpose(x, input.dim(0), input.dim(1));
    }

    private static double[] transpose(double[] x, int rows, int columns) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i % columns * rows + i / columns] = x[i];
        }
        return y;
    }

    private static double[] layerNorm(Shape input, boolean channelsLast, double[] theta, int at, double[] x) {
        int channels = input.dim(channelsLast ? input.rank() - 1 : 0);
        int positions = x.length / channels;
        double[] rows = channelsLast ? x : transpose(x, channels, positions);
        double[] y = new double[x.length];
        for (int from = 0; from < x.length; from += channels) {
            double[] row = Arrays.copyOfRange(rows, from, from + channels);
            double mean = Arrays.stream(row).average().orElseThrow();
            double variance = Arrays.stream(row)
                    .map(value -> Math.pow(value - mean, 2))
                    .average()
                    .orElseThrow();
            for (int i = 0; i < channels; i++) {
                double normal = (row[i] - mean) / Math.sqrt(variance + 1e-5);
                y[from + i] = (1 + theta[at + i]) * normal + theta[at + channels + i];
            }
        }
        return channelsLast ? y : transpose(y, positions, channels);
    }

    private static double[] pool(Shape input, GlobalPool pool, double[] x) {
        boolean last = pool.channels() == Channels.LAST;
        int channels = input.dim(last ? input.rank() - 1 : 0);
        double[] byChannel = last ? transpose(x, x.length / channels, channels) : x;
        double[] y = new double[channels];
        for (int i = 0; i < channels; i++) {
            int positions = x.length / channels;
            double[] values = Arrays.copyOfRange(byChannel, i * positions, (i + 1) * positions);
            y[i] = pool.max()
                    ? Arrays.stream(values).max().orElseThrow()
                    : Arrays.stream(values).average().orElseThrow();
        }
        return y;
    }

    private static double[] embedding(Embedding embedding, double[] theta, int at, double[] x) {
        double[] y = new double[x.length * embedding.size()];
        for (int i = 0; i < y.length; i++) {
            int entry = (int) Math.round(x[i / embedding.size()]);
            y[i] = theta[at + entry * embedding.size() + i % embedding.size()];
        }
        return y;
    }

    private static double[] residual(Residual residual, Shape input, double[] theta, int at, double[] x) {
        Network block = Network.of(input, residual.block());
        double[] y = ReferenceNetwork.forward(block, theta, at, x, 0);
        double[] shortcut = projected(
                residual.projection(), input, theta, at + block.layout().size(), x);
        Arrays.setAll(y, i -> y[i] + shortcut[i]);
        return y;
    }

    private static double[] projected(List<LayerSpec> layers, Shape input, double[] theta, int at, double[] x) {
        return ReferenceNetwork.forward(Network.of(input, layers), theta, at, x, 0);
    }
}
