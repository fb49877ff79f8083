package org.hypernetspark.continual;

import java.util.Locale;

/** Ways to learn tasks one after the other, and what they are measured against. */
public enum Method {
    /** One hypernet, held by the output regulariser. */
    HYPERNET,
    /** One hypernet, held by nothing: what is forgotten otherwise. */
    FINE_TUNING,
    /** A new hypernet for each task. */
    FROM_SCRATCH,
    /** One hypernet on all tasks at once. */
    JOINT,
    /** One ordinary network of the target's layers, held by nothing. */
    NETWORK,
    /** The same held by on-line elastic weight consolidation. */
    EWC,
    /** The same held by synaptic intelligence. */
    SI;

    /** The name used in configurations, for example {@code fine-tuning}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
