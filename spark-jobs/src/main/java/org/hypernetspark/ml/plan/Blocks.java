package org.hypernetspark.ml.plan;

import org.hypernetspark.ml.table.Cells;

/** Computes the added columns of a partition's rows, block by block. Not thread-safe. */
public interface Blocks {
    /** Begins a block; returns how many rows it may have at most. */
    int begin();

    /**
     * Reads a row of the block.
     *
     * @param row valid during the call
     * @param at its place in the block, from 0
     */
    void read(Cells row, int at);

    /** Computes the block, whose rows were all read. */
    void compute();

    /** The values of the added columns in a row of the computed block, as users give them to Spark. */
    Object[] values(int at);
}
