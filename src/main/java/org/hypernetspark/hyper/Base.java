package org.hypernetspark.hyper;

import java.util.Locale;

/** Base weights: ordinary weights in {@code phi} that all tasks share and that generated values change. */
public enum Base {
    /** There are none. */
    NONE,
    /** Trained together with the hypernet. */
    TRAINED,
    /** Kept at their first values; only the hypernet is trained. */
    FROZEN;

    /** The name used in configurations, for example {@code frozen}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
