package org.hypernetspark.train;

import org.hypernetspark.param.Kernels;

/**
 * An update rule as a loop over slices of flat vectors: SGD with momentum, Adam (Kingma and Ba 2015), AdamW (Loshchilov and
 * Hutter 2019). Without state of its own; the state lies in slots beside the values. Immutable.
 *
 * <p>Moments stop shrinking at some 1e-30, before they are subnormal ({@link Kernels#FLUSH}). Each value is updated by
 * itself, so slices updated one after the other equal the whole, bit for bit.
 */
public final class Optimizer {
    private static final float FLUSH = Kernels.FLUSH;

    private final OptimizerSpec spec;

    /** With these settings; the schedule in them is the caller's to follow. */
    public Optimizer(OptimizerSpec spec) {
        this.spec = spec;
    }

    /** Vectors of state, each as long as the values. */
    public int slots() {
        return spec.slots();
    }

    /** Fresh state for {@code size} values. */
    public float[][] newSlots(int size) {
        return new float[slots()][size];
    }

    /**
     * Updates {@code values[from .. to)}, with gradient and state at the same places.
     *
     * <p>The loops run over one common index: HotSpot (17) does not vectorise them otherwise, which makes four times the time.
     *
     * @param gradient its value for {@code values[i]} is {@code gradientScale * gradient[i]}
     * @param slots state as from {@link #newSlots}, for all of {@code values}
     * @param step updates these values have had before this one, plus 1
     * @param rateFactor the schedule's factor
     */
    public void update(
            float[] values,
            int from,
            int to,
            float[] gradient,
            float gradientScale,
            float[][] slots,
            long step,
            double rateFactor) {
        if (isAdam()) {
            float size = adamSize(step, rateFactor);
            adam(values, from, to, gradient, gradientScale, slots, size, adamEpsilon(step), keep(rateFactor));
        } else {
            sgd(values, from, to, gradient, gradientScale, slots, (float) rate(rateFactor));
        }
    }

    /** The same, with the length of a step of this optimiser that was computed before or will be needed again. */
    void update(
            float[] values,
            int from,
            int to,
            float[] gradient,
            float gradientScale,
            float[][] slots,
            long step,
            double rateFactor,
            AdamSize adam) {
        if (isAdam()) {
            adam.take(step, rateFactor);
            adam(values, from, to, gradient, gradientScale, slots, adam.size(), adam.epsilon(), keep(rateFactor));
        } else {
            update(values, from, to, gradient, gradientScale, slots, step, rateFactor);
        }
    }

    /** Whether it is Adam, with or without decoupled decay. */
    boolean isAdam() {
        return spec.kind() != OptimizerSpec.Kind.SGD;
    }

    float beta1() {
        return (float) spec.momentum();
    }

    float beta2() {
        return (float) spec.beta2();
    }

    /** Adam's step length, with the corrections of both moments for the update of this number, from 1. */
    float adamSize(long step, double rateFactor) {
        return (float) (rate(rateFactor) * secondCorrection(step) / (1 - Math.pow(spec.momentum(), (double) step)));
    }

    /** Adam's epsilon, with the correction of the second moment. */
    float adamEpsilon(long step) {
        return (float) (spec.epsilon() * secondCorrection(step));
    }

    /** Weight decay that Adam adds to the gradient. */
    float coupledDecay() {
        return spec.kind() == OptimizerSpec.Kind.ADAM ? (float) spec.weightDecay() : 0;
    }

    /** What AdamW's decay leaves of a value. */
    float keep(double rateFactor) {
        return spec.kind() == OptimizerSpec.Kind.ADAMW ? 1 - (float) (rate(rateFactor) * spec.weightDecay()) : 1;
    }

    private double rate(double rateFactor) {
        return spec.learningRate() * rateFactor;
    }

    private double secondCorrection(long step) {
        return Math.sqrt(1 - Math.pow(spec.beta2(), (double) step));
    }

    /**
     * The factor that makes a sum of gradients their mean, and shortens it if it is longer than the limit.
     *
     * @param gradient the sum, at {@code gradient[at .. at+n)}
     * @param count number of gradients in the sum, at least 1
     * @param limit largest Euclidean norm of the mean; 0 for no limit
     */
    public static float meanScale(float[] gradient, int at, int n, int count, double limit) {
        float scale = 1f / count;
        if (limit > 0) {
            double norm = Kernels.norm(gradient, at, n) * scale;
            if (norm > limit) {
                scale *= (float) (limit / norm);
            }
        }
        return scale;
    }

    private void sgd(float[] values, int from, int to, float[] gradient, float scale, float[][] slots, float rate) {
        float decay = (float) spec.weightDecay();
        float momentum = (float) spec.momentum();
        if (momentum == 0) {
            for (int i = from; i < to; i++) {
                float w = values[i];
                values[i] = w - rate * (scale * gradient[i] + decay * w);
            }
            return;
        }
        float[] velocity = slots[0];
        for (int i = from; i < to; i++) {
            float w = values[i];
            float v = momentum * velocity[i] + scale * gradient[i] + decay * w + FLUSH - FLUSH;
            velocity[i] = v;
            values[i] = w - rate * v;
        }
    }

    private void adam(
            float[] values,
            int from,
            int to,
            float[] gradient,
            float scale,
            float[][] slots,
            float size,
            float epsilon,
            float keep) {
        float beta1 = beta1();
        float beta2 = beta2();
        float coupled = coupledDecay();
        float[] first = slots[0];
        float[] second = slots[1];
        for (int i = from; i < to; i++) {
            float w = values[i];
            float g = scale * gradient[i] + coupled * w;
            float m = beta1 * first[i] + (1 - beta1) * g + FLUSH - FLUSH;
            float v = beta2 * second[i] + (1 - beta2) * g * g + FLUSH - FLUSH;
            first[i] = m;
            second[i] = v;
            values[i] = keep * w - size * m / ((float) Math.sqrt(v) + epsilon);
        }
    }
}
