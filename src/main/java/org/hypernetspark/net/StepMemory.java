package org.hypernetspark.net;

/**
 * Where a layer that goes through steps keeps what: blocks of {@code [steps, rows, width]} values, one after the other, in each
 * task's part of {@link LayerPass#saved}. A step's rows are adjacent, so they are a matrix, and so are all steps together.
 *
 * <p>Blocks are added while the layer is bound; after that nothing changes.
 */
final class StepMemory {
    private int perRow;

    /**
     * One block.
     *
     * @param before values of a row in the blocks before this one
     * @param width values of a row in one step
     */
    record Block(StepMemory memory, int before, int width) {
        /** Where a step's matrix of a task begins. */
        int at(int task, int rows, int step) {
            return rows * (task * memory.perRow + before + step * width);
        }
    }

    /** A new block behind those there are. */
    Block add(int steps, int width) {
        Block block = new Block(this, perRow, width);
        perRow = Math.addExact(perRow, Math.multiplyExact(steps, width));
        return block;
    }

    /** Values of one row in all blocks. */
    int perRow() {
        return perRow;
    }
}
