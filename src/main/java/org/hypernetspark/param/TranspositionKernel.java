package org.hypernetspark.param;

/** {@link Transposition} in square blocks that pass through the processor's vectors, for matrices of at least one block. */
interface TranspositionKernel {
    /** Rows and columns of a block. */
    int side();

    /** {@link Transposition#copy}. */
    void copy(int rows, int cols, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy);

    /** {@link Transposition#copyAndAdd}. */
    void copyAndAdd(int rows, int cols, float[] x, int xAt, float[] bias, int biasAt, float[] y, int yAt, int ldy);
}
