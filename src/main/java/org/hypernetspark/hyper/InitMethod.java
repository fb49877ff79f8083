package org.hypernetspark.hyper;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the head begins. Trunk and shared tensors get He's rule, Xavier's under {@link #XAVIER}. */
public enum InitMethod {
    /**
     * The head so that activations of the target keep their variance from layer to layer (Chang, Flokas and Lipson,
     * "Principled weight initialization for hypernetworks", ICLR 2020, hyperfan-in).
     */
    HYPERFAN_IN,
    /** The head so that gradients of the target keep their variance from layer to layer (the same paper, hyperfan-out). */
    HYPERFAN_OUT,
    /** The head so that generated values have the harmonic mean of the variances of hyperfan-in and hyperfan-out. */
    HYPERFAN_HARMONIC,
    /**
     * Hyperfan-in for weights in pieces: the pieces share the head, so the variance of each piece is put into its embedding.
     * Exact where the trunk's outputs grow with its inputs (ReLU, leaky ReLU, none).
     */
    CHUNKED_HYPERFAN,
    /**
     * The head's weights zero, its bias an ordinary initialisation of the target, so that all tasks begin with the same
     * network (Beck, Jackson, Vuorio and Whiteson, "Hypernetworks in meta-reinforcement learning", CoRL 2022). Pieces share
     * the bias.
     */
    BIAS_HYPERINIT,
    /** Xavier's rule for every tensor, heads too. */
    XAVIER,
    /** He's rule for every tensor, heads too. */
    HE;

    /** The name used in configurations, for example {@code hyperfan-in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The method of a name as used in configurations.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    public static InitMethod named(String label) {
        for (InitMethod method : values()) {
            if (method.label().equals(label)) {
                return method;
            }
        }
        throw new IllegalArgumentException("unknown initialisation \"" + label + "\"; expected one of "
                + Stream.of(values()).map(InitMethod::label).collect(Collectors.joining(", ")));
    }
}
