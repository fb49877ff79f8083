package org.hypernetspark.train;

/** An update rule as a loop over slices of flat vectors. Without state of its own; the state lies in slots beside the values. */
final class Optimizer {
    private final OptimizerSpec spec;

    Optimizer(OptimizerSpec spec) {
        this.spec = spec;
    }

    /** Fresh state for {@code size} values. */
    float[][] newSlots(int size) {
        return new float[spec.slots()][size];
    }

    /**
     * Updates {@code values[at .. at+n)}, with state at the same place in the slots.
     *
     * @param gradient its value for {@code values[at + i]} is {@code gradientScale * gradient[gradientAt + i]}
     * @param step updates these values have had before this one, plus 1
     * @param rateFactor the schedule's factor
     */
    void update(
            float[] values,
            int at,
            int n,
            float[] gradient,
            int gradientAt,
            float gradientScale,
            float[][] slots,
            long step,
            double rateFactor) {
        double rate = spec.learningRate() * rateFactor;
        switch (spec.kind()) {
            case SGD -> sgd(values, at, n, gradient, gradientAt, gradientScale, slots, (float) rate);
            case ADAM ->
                adam(
                        values,
                        at,
                        n,
                        gradient,
                        gradientAt,
                        gradientScale,
                        slots,
                        step,
                        rate,
                        (float) spec.weightDecay(),
                        0);
            case ADAMW ->
                adam(values, at, n, gradient, gradientAt, gradientScale, slots, step, rate, 0, (float)
                        (rate * spec.weightDecay()));
        }
    }

    private void sgd(
            float[] values, int at, int n, float[] gradient, int gradientAt, float scale, float[][] slots, float rate) {
        float decay = (float) spec.weightDecay();
        float momentum = (float) spec.momentum();
        if (momentum == 0) {
            for (int i = 0; i < n; i++) {
                float w = values[at + i];
                values[at + i] = w - rate * (scale * gradient[gradientAt + i] + decay * w);
            }
            return;
        }
        float[] velocity = slots[0];
        for (int i = 0; i < n; i++) {
            float w = values[at + i];
            float v = momentum * velocity[at + i] + scale * gradient[gradientAt + i] + decay * w;
            velocity[at + i] = v;
            values[at + i] = w - rate * v;
        }
    }

    private void adam(
            float[] values,
            int at,
            int n,
            float[] gradient,
            int gradientAt,
            float scale,
            float[][] slots,
            long step,
            double rate,
            float coupled,
            float decoupled) {
        float beta1 = (float) spec.momentum();
        float beta2 = (float) spec.beta2();
        double correction2 = Math.sqrt(1 - Math.pow(spec.beta2(), (double) step));
        float size = (float) (rate * correction2 / (1 - Math.pow(spec.momentum(), (double) step)));
        float epsilon = (float) (spec.epsilon() * correction2);
        float keep = 1 - decoupled;
        float[] first = slots[0];
        float[] second = slots[1];
        for (int i = 0; i < n; i++) {
            float w = values[at + i];
            float g = scale * gradient[gradientAt + i] + coupled * w;
            float m = beta1 * first[at + i] + (1 - beta1) * g;
            float v = beta2 * second[at + i] + (1 - beta2) * g * g;
            first[at + i] = m;
            second[at + i] = v;
            values[at + i] = keep * w - size * m / ((float) Math.sqrt(v) + epsilon);
        }
    }
}
