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
    private final float[] average;

    /**
     * Wraps the arrays, without an average.
     *
     * @param phi shared parameters
     * @param slots the optimiser's state vectors, each as long as {@code phi}; none if workers keep or reset theirs
     * @param step updates {@code phi} has had
     */
    public SharedState(float[] phi, float[][] slots, long step) {
        this(phi, slots, step, null);
    }

    /** With the average of {@code phi} over the rounds; null if there is none. */
    public SharedState(float[] phi, float[][] slots, long step, float[] average) {
        this.phi = phi;
        this.slots = slots;
        this.step = step;
        this.average = average;
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

    /** The average of the parameters over the rounds, not to be changed; null if there is none. */
    public float[] average() {
        return average;
    }

    /** What workers need: without the average, which stays with the driver. */
    SharedState forWorkers() {
        return average == null ? this : new SharedState(phi, slots, step);
    }

    /** What is evaluated and returned: with the average, if there is one, in the parameters' place. */
    SharedState forPrediction() {
        return average == null ? this : new SharedState(average, slots, step);
    }

    /** The same with the average moved towards the parameters, which takes its old one from {@code before}. */
    SharedState averagedWith(SharedState before, double decay, int roundsDone) {
        return new SharedState(phi, slots, step, PolyakAverage.next(before.average, phi, decay, roundsDone));
    }
}
