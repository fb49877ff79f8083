package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.Objects;

/**
 * How {@code phi} is initialised.
 *
 * @param method how the head begins
 * @param headScale factor of the head's first weights, above 0; below 1 the tasks' networks begin closer to each other
 * @param variances which variance generated tensors begin with; null for the method's own rule
 */
public record HypernetInit(InitMethod method, double headScale, VarianceRule variances) implements Serializable {
    /** {@link InitMethod#HYPERFAN_IN} as it is. */
    public static final HypernetInit HYPERFAN_IN = of(InitMethod.HYPERFAN_IN);
    /** {@link InitMethod#XAVIER} as it is. */
    public static final HypernetInit XAVIER = of(InitMethod.XAVIER);
    /** {@link InitMethod#HE} as it is. */
    public static final HypernetInit HE = of(InitMethod.HE);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the scale is not a number above 0, or the method follows no variances
     */
    public HypernetInit {
        Objects.requireNonNull(method, "method");
        if (!(headScale > 0) || Double.isInfinite(headScale)) {
            throw new IllegalArgumentException("headScale must be a number above 0, got " + headScale);
        }
        if (variances != null && (method == InitMethod.XAVIER || method == InitMethod.HE)) {
            throw new IllegalArgumentException("The initialisation " + method.label()
                    + " has a rule of its own for every tensor, so variances cannot be given; use "
                    + InitMethod.HYPERFAN_IN.label());
        }
    }

    /** By the method's own variances. */
    public HypernetInit(InitMethod method, double headScale) {
        this(method, headScale, null);
    }

    /** A method as it is. */
    public static HypernetInit of(InitMethod method) {
        return new HypernetInit(method, 1);
    }

    /** All of it, as in fingerprints of runs; without a rule as it always was. */
    @Override
    public String toString() {
        return "HypernetInit[method=" + method + ", headScale=" + headScale
                + (variances == null ? "" : ", variances=" + variances) + "]";
    }

    /**
     * Makes sure that the method fits how weights leave the hypernet.
     *
     * @param together whether the trunk sees pieces together
     * @throws IllegalArgumentException if it needs pieces and there are none, or they are mixed, or a bias for each output
     */
    void check(Generator generator, boolean together) {
        if (method == InitMethod.CHUNKED_HYPERFAN && together) {
            throw new IllegalArgumentException("The initialisation " + method.label()
                    + " gives each piece its size by its own embedding, but this trunk lets pieces see one another; use "
                    + InitMethod.HYPERFAN_IN.label());
        }
        if (method == InitMethod.CHUNKED_HYPERFAN && generator.embeddings().size() == 0) {
            throw new IllegalArgumentException("The initialisation " + method.label()
                    + " puts variance into the embeddings of chunks or components that all tasks share, but this output"
                    + " has none; use " + InitMethod.HYPERFAN_IN.label()
                    + ", or a chunk-wise or component-wise output");
        }
        if (method == InitMethod.BIAS_HYPERINIT && !generator.affine()) {
            throw new IllegalArgumentException("The initialisation " + method.label()
                    + " makes the head's bias a network, but this output has no bias for each weight; use "
                    + InitMethod.HYPERFAN_IN.label());
        }
    }
}
