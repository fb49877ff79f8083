package org.hypernetspark.ml.table;

/** What can be wrong with rows. */
enum ProblemKind {
    /** A row without task. */
    NO_TASK,
    /** A feature or descriptor that is null, NaN or infinite. */
    NO_VALUE,
    /** A label that is null, NaN or infinite. */
    NO_LABEL,
    /** A label that is not among the classes. */
    UNKNOWN_CLASS,
    /** Vectors of different sizes in one column. */
    VECTOR_SIZE,
    /** A descriptor that is not the same in all rows of a task. */
    CHANGING_DESCRIPTOR,
    /** A variant that is not the same in all rows of a task. */
    CHANGING_VARIANT,
    /** A variant that the target has not. */
    UNKNOWN_VARIANT
}
