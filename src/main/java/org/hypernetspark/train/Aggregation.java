package org.hypernetspark.train;

import java.util.Locale;

/** How what workers learn in a round returns to the shared parameters. */
public enum Aggregation {
    /** Workers take local steps; the mean of their parameters, weighted by the examples they used, replaces the shared ones. */
    PARAMETER_AVERAGING,
    /** Each worker takes the mean gradient over its steps at the shared parameters; one optimiser applies their mean. */
    GRADIENT_AVERAGING;

    /** The name used in configurations, for example {@code parameter-averaging}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
