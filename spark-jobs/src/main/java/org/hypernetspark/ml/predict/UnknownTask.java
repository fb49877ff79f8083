package org.hypernetspark.ml.predict;

import java.util.Locale;

/** What to do about a task that was not trained. */
public enum UnknownTask {
    /** Fail with a message. */
    ERROR,
    /** Predict NaN (null for classes that are not numbers). */
    NAN,
    /** Predict with a zero embedding, which is as good as the task's descriptor tells. */
    ZERO_EMBEDDING;

    /** The name used in configurations, for example {@code zero-embedding}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
