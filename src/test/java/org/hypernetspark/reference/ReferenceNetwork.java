package org.hypernetspark.reference;

import java.util.Arrays;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv1d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Deconv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Embedding;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.GlobalPool;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Reshape;
import org.hypernetspark.net.Residual;
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
        throw new IllegalArgumentException("no reference for " + spec.name());
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
