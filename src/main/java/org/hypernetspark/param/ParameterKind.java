package org.hypernetspark.param;

/** What a tensor is for; it decides how the tensor is initialised by default. */
public enum ParameterKind {
    /** Multiplies activations. */
    WEIGHT,
    /** Is added to activations. */
    BIAS,
    /** A learned input: a task, chunk or component embedding. */
    EMBEDDING
}
