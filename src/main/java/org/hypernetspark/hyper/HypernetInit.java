package org.hypernetspark.hyper;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How {@code phi} is initialised. Trunks get He's rule (Xavier's under {@link #XAVIER}); the choice is about the head. */
public enum HypernetInit {
    /**
     * The head so that generated weights have the variance He's rule would give them (Chang, Flokas and Lipson, "Principled
     * weight initialization for hypernetworks", ICLR 2020, hyperfan-in).
     */
    HYPERFAN_IN,
    /** Xavier's rule for every tensor, heads too. */
    XAVIER,
    /** He's rule for every tensor, heads too. */
    HE;

    /** The name used in configurations, for example {@code hyperfan-in}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The rule of a name as used in configurations.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    public static HypernetInit named(String label) {
        for (HypernetInit init : values()) {
            if (init.label().equals(label)) {
                return init;
            }
        }
        throw new IllegalArgumentException("unknown initialisation \"" + label + "\"; expected one of "
                + Stream.of(values()).map(HypernetInit::label).collect(Collectors.joining(", ")));
    }
}
