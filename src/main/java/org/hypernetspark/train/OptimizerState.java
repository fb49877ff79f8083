package org.hypernetspark.train;

import java.util.Locale;

/** What becomes of the local optimisers' state (momentum, moments) between rounds of parameter averaging. */
public enum OptimizerState {
    /** Averaged like the parameters; costs one more vector a slot on the wire. */
    AVERAGE,
    /** Kept by each worker; costs memory and checkpoint space on each worker. */
    KEEP,
    /** Begun anew every round. */
    RESET;

    /** The name used in configurations, for example {@code average}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
