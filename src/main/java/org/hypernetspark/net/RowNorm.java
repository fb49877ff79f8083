package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Layer normalisation inside a cell (Ba, Kiros and Hinton 2016): each part of a row gets mean 0 and variance 1, then a gain and a
 * shift for each value: {@code y = (1 + gain) z + shift}, so that 0 stands for no change, as in {@link LayerNorm}.
 *
 * <p>Weights: {@code gain [parts * units]}, then {@code shift [parts * units]}.
 */
final class RowNorm {
    /** Is added to the variance. */
    static final float EPSILON = 1e-5f;

    private final int parts;
    private final int units;
    private final Block normalised;
    private final Block scales;

    RowNorm(StepMemory memory, int steps, int parts, int units) {
        this.parts = parts;
        this.units = units;
        this.normalised = memory.add(steps, parts * units);
        this.scales = memory.add(steps, parts);
    }

    /** The two tensors; the shift's parts begin as {@code shifts}. */
    static List<ParameterSpec> parameters(String prefix, int parts, int units, Double... shifts) {
        Shape shape = Shape.of(parts * units);
        return List.of(
                new ParameterSpec(prefix + "Gain", ParameterKind.BIAS, shape, units, units),
                new ParameterSpec(prefix + "Shift", ParameterKind.BIAS, shape, units, units).startingAt(shifts));
    }

    /** Number of weights. */
    int weights() {
        return 2 * parts * units;
    }

    /** Normalises the rows at {@code x} in place, for weights at {@code w}. */
    void forward(LayerPass p, int task, int step, float[] x, int xAt, int w) {
        int to = normalised.at(task, p.batch, step);
        int scaleAt = scales.at(task, p.batch, step);
        for (int part = 0; part < p.batch * parts; part++) {
            int from = part * units;
            int weight = w + part % parts * units;
            float scale = normalise(x, xAt + from, p.saved, to + from);
            p.saved[scaleAt + part] = scale;
            for (int i = 0; i < units; i++) {
                float value = p.saved[to + from + i];
                x[xAt + from + i] = value * (1 + p.theta[weight + i]) + p.theta[weight + parts * units + i];
            }
        }
    }

    private float normalise(float[] x, int from, float[] y, int to) {
        float sum = 0;
        for (int i = 0; i < units; i++) {
            sum += x[from + i];
        }
        float mean = sum / units;
        float squares = 0;
        for (int i = 0; i < units; i++) {
            squares += (x[from + i] - mean) * (x[from + i] - mean);
        }
        float scale = (float) (1 / Math.sqrt(squares / units + EPSILON));
        for (int i = 0; i < units; i++) {
            y[to + i] = (x[from + i] - mean) * scale;
        }
        return scale;
    }

    /** Turns the gradient of the result at {@code dy} into that of what came in, and adds the weights' gradient at {@code dw}. */
    void backward(LayerPass p, int task, int step, float[] dy, int dyAt, int w, int dw) {
        int from = normalised.at(task, p.batch, step);
        int scaleAt = scales.at(task, p.batch, step);
        for (int part = 0; part < p.batch * parts; part++) {
            int at = part * units;
            int place = part % parts * units;
            if (p.dTheta != null) {
                addWeightGradient(p, from + at, dy, dyAt + at, dw + place);
            }
            inputGradient(p, from + at, p.saved[scaleAt + part], dy, dyAt + at, w + place);
        }
    }

    private void addWeightGradient(LayerPass p, int from, float[] dy, int dyAt, int dw) {
        int shift = dw + parts * units;
        for (int i = 0; i < units; i++) {
            p.dTheta[dw + i] += dy[dyAt + i] * p.saved[from + i];
            p.dTheta[shift + i] += dy[dyAt + i];
        }
    }

    private void inputGradient(LayerPass p, int from, float scale, float[] dy, int dyAt, int w) {
        float sum = 0;
        float product = 0;
        for (int i = 0; i < units; i++) {
            float d = dy[dyAt + i] * (1 + p.theta[w + i]);
            dy[dyAt + i] = d;
            sum += d;
            product += d * p.saved[from + i];
        }
        float mean = sum / units;
        float slope = product / units;
        for (int i = 0; i < units; i++) {
            dy[dyAt + i] = scale * (dy[dyAt + i] - mean - slope * p.saved[from + i]);
        }
    }
}
