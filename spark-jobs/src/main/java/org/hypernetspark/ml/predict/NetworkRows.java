package org.hypernetspark.ml.predict;

/**
 * The rows of a block that run through one network.
 *
 * @param key what the network depends on
 * @param rows their places in the block
 */
record NetworkRows(NetworkKey key, IntList rows) {
    /** None yet. */
    NetworkRows(NetworkKey key) {
        this(key, new IntList());
    }
}
