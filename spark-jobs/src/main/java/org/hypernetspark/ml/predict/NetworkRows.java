package org.hypernetspark.ml.predict;

/** A network, as long as it is kept, and the rows of a block that run through it. Not thread-safe. */
final class NetworkRows {
    private final NetworkKey key;
    private final IntList rows = new IntList();
    private float[] theta;

    /** Without rows, not generated yet. */
    NetworkRows(NetworkKey key) {
        this.key = key;
    }

    /** What the network depends on. */
    NetworkKey key() {
        return key;
    }

    /** The rows' places in the block. */
    IntList rows() {
        return rows;
    }

    /** The network's weights; null if they are not kept. */
    float[] theta() {
        return theta;
    }

    /** Keeps the network's weights from now on; null to forget them. */
    void keep(float[] weights) {
        theta = weights;
    }
}
