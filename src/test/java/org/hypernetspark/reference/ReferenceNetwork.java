package org.hypernetspark.reference;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv1d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.CosineEncoding;
import org.hypernetspark.net.Deconv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.Embedding;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.GatedGraph;
import org.hypernetspark.net.GlobalPool;
import org.hypernetspark.net.Gru;
import org.hypernetspark.net.HyperLstm;
import org.hypernetspark.net.LastStep;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Lstm;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.MeanGraph;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.PositionWise;
import org.hypernetspark.net.Reshape;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Slice;
import org.hypernetspark.net.SpectralDense;
import org.hypernetspark.net.Transpose;
import org.hypernetspark.net.Upsample2d;
import org.hypernetspark.param.Shape;

/** The output of a network for one example. */
public final class ReferenceNetwork {
    private ReferenceNetwork() {}

    /** The output for weights that begin at {@code thetaAt} and an example that begins at {@code xAt}. */
    public static double[] forward(Network network, double[] theta, int thetaAt, double[] x, int xAt) {
        double[] value = Arrays.copyOfRange(x, xAt, xAt + network.input().size());
        for (int i = 0; i < network.specs().size(); i++) {
            Shape input = network.layers().get(i).input();
            value = layer(network.specs().get(i), input, theta, thetaAt + network.offset(i), value);
        }
        return value;
    }

    /** The outputs of all tasks, one after the other; task {@code t}'s weights begin at {@code t * stride}. */
    public static double[] forward(Network network, double[] theta, int stride, double[] x, int tasks, int batch) {
        int in = network.input().size();
        int out = network.output().size();
        double[] result = new double[tasks * batch * out];
        for (int example = 0; example < tasks * batch; example++) {
            double[] y = forward(network, theta, example / batch * stride, x, example * in);
            System.arraycopy(y, 0, result, example * out, out);
        }
        return result;
    }

    private static double[] layer(LayerSpec spec, Shape input, double[] theta, int at, double[] x) {
        if (spec instanceof Dense dense) {
            return dense(dense, theta, at, x);
        } else if (spec instanceof SpectralDense dense) {
            return spectral(dense, theta, at, x);
        } else if (spec instanceof CosineEncoding encoding) {
            return cosine(encoding, x);
        } else if (spec instanceof Conv2d conv) {
            return ReferenceImages.convolution(conv, input, theta, at, x);
        } else if (spec instanceof Deconv2d deconv) {
            return ReferenceImages.transposedConvolution(deconv, input, theta, at, x);
        } else if (spec instanceof Upsample2d upsample) {
            return ReferenceImages.upsample(upsample, input, x);
        } else if (spec instanceof Conv1d
                || spec instanceof LayerNorm
                || spec instanceof GlobalPool
                || spec instanceof Transpose
                || spec instanceof Embedding
                || spec instanceof Residual) {
            return ReferenceLayers.forward(spec, input, theta, at, x);
        } else if (spec instanceof MaxPool2d pool) {
            return ReferenceImages.maxPool(pool, input, x);
        } else if (spec instanceof AveragePool2d pool) {
            return ReferenceImages.averagePool(pool, input, x);
        } else if (spec instanceof Activation activation) {
            return Arrays.stream(x).map(v -> activation(activation, v)).toArray();
        } else if (spec instanceof Flatten || spec instanceof Reshape || spec instanceof Dropout) {
            return x;
        }
        return sequence(spec, input, theta, at, x);
    }

    private static double[] sequence(LayerSpec spec, Shape input, double[] theta, int at, double[] x) {
        if (spec instanceof Lstm lstm) {
            return ReferenceSequences.lstm(lstm, input, theta, at, x);
        } else if (spec instanceof HyperLstm hyperLstm) {
            return ReferenceSequences.hyperLstm(hyperLstm, input, theta, at, x);
        }
        if (spec instanceof Gru gru) {
            return ReferenceSequences.gru(gru.units(), input, theta, at, x);
        } else if (spec instanceof SelfAttention attention) {
            return ReferenceSequences.attention(attention, input, theta, at, x);
        } else if (spec instanceof MeanGraph graph) {
            boolean[][] joined = joined(graph.edges(), input.dim(0));
            return ReferenceSequences.meanGraph(graph, joined, input, theta, at, x);
        } else if (spec instanceof GatedGraph graph) {
            boolean[][] joined = joined(graph.edges(), input.dim(0));
            return ReferenceSequences.gatedGraph(graph, joined, input, theta, at, x);
        } else if (spec instanceof PositionWise positionWise) {
            return positionWise(positionWise, input, theta, at, x);
        } else if (spec instanceof LastStep) {
            return Arrays.copyOfRange(x, x.length - input.dim(1), x.length);
        } else if (spec instanceof Slice slice) {
            return Arrays.copyOfRange(x, slice.from(), slice.from() + slice.size());
        }
        throw new IllegalArgumentException("no reference for " + spec.name());
    }

    /** The largest singular value from powers of {@code W'W}, squared again and again. */
    private static double[] spectral(SpectralDense layer, double[] theta, int at, double[] x) {
        int n = x.length;
        double[][] power = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int unit = 0; unit < layer.units(); unit++) {
                    power[i][j] += theta[at + unit * n + i] * theta[at + unit * n + j];
                }
            }
        }
        double logarithm = 0;
        for (int k = 0; k < 40; k++) {
            double trace = 0;
            for (int i = 0; i < n; i++) {
                trace += power[i][i];
            }
            logarithm += Math.log(trace) / Math.pow(2, k);
            double[][] next = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int m = 0; m < n; m++) {
                        next[i][j] += power[i][m] / trace * power[m][j] / trace;
                    }
                }
            }
            power = next;
        }
        double sigma = Math.exp(logarithm / 2);
        double[] scaled = theta.clone();
        for (int i = at; i < at + n * layer.units(); i++) {
            scaled[i] /= sigma;
        }
        return dense(new Dense(layer.units(), layer.bias()), scaled, at, x);
    }

    private static double[] cosine(CosineEncoding encoding, double[] x) {
        double[] y = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            double share = (x[i] - encoding.low()) / (encoding.high() - encoding.low());
            double angle = Math.PI / 2 * Math.max(0, Math.min(1, share));
            y[i] = Math.cos(angle);
            y[x.length + i] = Math.sin(angle);
        }
        return y;
    }

    /** Which nodes an edge joins; neighbours in a chain if there are no edges. */
    private static boolean[][] joined(Edges edges, int nodes) {
        boolean[][] joined = new boolean[nodes][nodes];
        for (List<Integer> pair : edges.pairs()) {
            joined[pair.get(0)][pair.get(1)] = true;
            joined[pair.get(1)][pair.get(0)] = true;
        }
        for (int i = 1; edges.pairs().isEmpty() && i < nodes; i++) {
            joined[i - 1][i] = true;
            joined[i][i - 1] = true;
        }
        return joined;
    }

    private static double[] positionWise(PositionWise spec, Shape input, double[] theta, int at, double[] x) {
        int features = input.dim(1);
        double[] y = {};
        for (int position = 0; position < input.dim(0); position++) {
            double[] here = Arrays.copyOfRange(x, position * features, (position + 1) * features);
            double[] value = layer(spec.layer(), Shape.of(features), theta, at, here);
            y = Arrays.copyOf(y, y.length + value.length);
            System.arraycopy(value, 0, y, y.length - value.length, value.length);
        }
        return y;
    }

    private static double[] dense(Dense dense, double[] theta, int at, double[] x) {
        double[] y = new double[dense.units()];
        for (int unit = 0; unit < y.length; unit++) {
            y[unit] = dense.bias() ? theta[at + y.length * x.length + unit] : 0;
            for (int i = 0; i < x.length; i++) {
                y[unit] += theta[at + unit * x.length + i] * x[i];
            }
        }
        return y;
    }

    private static double activation(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> x > 0 ? x : 0;
            case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
            case ELU -> x > 0 ? x : Math.exp(x) - 1;
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> Math.log(1 + Math.exp(x));
            case GELU -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3))));
        };
    }
}
