package org.hypernetspark.train;

import java.io.Serializable;

/**
 * What the driver holds and broadcasts: the shared parameters and their optimiser's state. Nobody may change the arrays.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class SharedState implements Serializable {
    private static final long serialVersionUID = 1;

    private final float[] phi;
    private final float[][] slots;
    private final long step;

    /**
     * Wraps the arrays.
     *
     * @param phi shared parameters
     * @param slots the optimiser's state vectors, each as long as {@code phi}; none if workers keep or reset theirs
     * @param step updates {@code phi} has had
     */
    public SharedState(float[] phi, float[][] slots, long step) {
        this.phi = phi;
        this.slots = slots;
        this.step = step;
    }

    /** The shared parameters, not to be changed. */
    public float[] phi() {
        return phi;
    }

    /** The optimiser's state vectors, not to be changed. */
    public float[][] slots() {
        return slots;
    }

    /** Updates the parameters have had. */
    public long step() {
        return step;
    }
}
