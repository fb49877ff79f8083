package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.Objects;

/**
 * How {@code phi} is initialised.
 *
 * @param method how the head begins
 * @param headScale factor of the head's first weights, above 0; below 1 the tasks' networks begin closer to each other
 */
public record HypernetInit(InitMethod method, double headScale) implements Serializable {
    /** {@link InitMethod#HYPERFAN_IN} as it is. */
    public static final HypernetInit HYPERFAN_IN = of(InitMethod.HYPERFAN_IN);
    /** {@link InitMethod#XAVIER} as it is. */
    public static final HypernetInit XAVIER = of(InitMethod.XAVIER);
    /** {@link InitMethod#HE} as it is. */
    public static final HypernetInit HE = of(InitMethod.HE);

    /**
     * Checks the scale.
     *
     * @throws IllegalArgumentException if it is not a number above 0
     */
    public HypernetInit {
        Objects.requireNonNull(method, "method");
        if (!(headScale > 0) || Double.isInfinite(headScale)) {
            throw new IllegalArgumentException("headScale must be a number above 0, got " + headScale);
        }
    }

    /** A method as it is. */
    public static HypernetInit of(InitMethod method) {
        return new HypernetInit(method, 1);
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
