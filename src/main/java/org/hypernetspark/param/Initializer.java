package org.hypernetspark.param;

/** How a tensor gets its first values. */
@FunctionalInterface
public interface Initializer {
    /**
     * Fills one tensor.
     *
     * @param spec the tensor
     * @param values the flat vector that holds it
     * @param offset where the tensor begins in {@code values}
     * @param random a stream that belongs to this tensor
     */
    void fill(ParameterSpec spec, float[] values, int offset, RandomStream random);
}
