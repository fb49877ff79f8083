package org.hypernetspark.train;

/**
 * Vectors as long as {@code phi}, in this process or elsewhere: parameters (or their gradient), then optimiser state. Nobody
 * may change them.
 */
public interface SharedVectors {
    /** Vectors that are here. */
    static SharedVectors of(float[]... vectors) {
        return new HeldVectors(vectors);
    }

    /** All of them, brought here if they are elsewhere. */
    float[][] here();

    /** Whether all values of the first are finite. */
    boolean finite();
}
