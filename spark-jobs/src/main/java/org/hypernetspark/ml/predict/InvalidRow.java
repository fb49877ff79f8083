package org.hypernetspark.ml.predict;

import java.util.Locale;

/** What to do about a row that cannot be predicted because a value is missing or not finite. */
public enum InvalidRow {
    /** Fail with a message. */
    ERROR,
    /** Predict NaN (null for classes that are not numbers). */
    NAN;

    /** The name used in configurations, for example {@code nan}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
