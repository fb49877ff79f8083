package org.hypernetspark.ml.table;

/** What kind of values a label column held. */
public enum LabelType {
    /** Numbers. */
    NUMBER,
    /** Strings. */
    TEXT,
    /** Booleans. */
    BOOLEAN
}
