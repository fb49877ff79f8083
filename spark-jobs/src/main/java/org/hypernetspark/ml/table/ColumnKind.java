package org.hypernetspark.ml.table;

/** How a column goes into a network. */
public enum ColumnKind {
    /** One number; a boolean is 0 or 1. */
    NUMBER,
    /** One of a set of categories, encoded one-hot. */
    CATEGORY,
    /** A Spark ML vector: several numbers. */
    VECTOR
}
