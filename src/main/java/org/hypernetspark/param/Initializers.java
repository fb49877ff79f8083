package org.hypernetspark.param;

import java.util.Arrays;

/**
 * The common initialisers. In those that scale weights by fans, biases become zero, embeddings standard normal, and tensors
 * with a {@link ParameterSpec#start} begin as it says.
 */
public final class Initializers {
    private Initializers() {}

    /** Uniform with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010). */
    public static Initializer xavier() {
        return scaled(spec -> Math.sqrt(2.0 / ((double) spec.fanIn() + spec.fanOut())));
    }

    /** Uniform with variance 2 / fanIn (He et al. 2015), for ReLU. */
    public static Initializer he() {
        return scaled(spec -> Math.sqrt(2.0 / spec.fanIn()));
    }

    /** Uniform in [low, high) for every tensor. */
    public static Initializer uniform(double low, double high) {
        return (spec, values, offset, random) -> {
            for (int i = offset; i < offset + spec.size(); i++) {
                values[i] = (float) (low + (high - low) * random.nextDouble());
            }
        };
    }

    /** Normal with mean 0 for every tensor. */
    public static Initializer normal(double standardDeviation) {
        return (spec, values, offset, random) -> {
            for (int i = offset; i < offset + spec.size(); i++) {
                values[i] = (float) (standardDeviation * random.nextGaussian());
            }
        };
    }

    /** Zero for every tensor. */
    public static Initializer zeros() {
        return constant(0);
    }

    /** The same value everywhere. */
    public static Initializer constant(double value) {
        return (spec, values, offset, random) -> Arrays.fill(values, offset, offset + spec.size(), (float) value);
    }

    /** Weights uniform with the standard deviation that {@code rule} gives, biases zero, embeddings standard normal. */
    public static Initializer scaled(StandardDeviation rule) {
        return (spec, values, offset, random) -> {
            if (!spec.start().isEmpty()) {
                spec.fillStart(values, offset);
                return;
            }
            switch (spec.kind()) {
                case WEIGHT -> {
                    double bound = Math.sqrt(3.0) * rule.of(spec);
                    uniform(-bound, bound).fill(spec, values, offset, random);
                }
                case BIAS -> zeros().fill(spec, values, offset, random);
                case EMBEDDING -> normal(1).fill(spec, values, offset, random);
            }
        };
    }

    /** The standard deviation of a weight tensor. */
    @FunctionalInterface
    public interface StandardDeviation {
        /** The standard deviation for this tensor, at least 0. */
        double of(ParameterSpec spec);
    }
}
