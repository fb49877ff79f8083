package org.hypernetspark.train;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What all workers begin a round with: the shared parameters and their optimiser's state. Nobody may change the arrays.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class SharedState implements Serializable {
    private static final long serialVersionUID = 1;

    private final SharedVectors vectors;
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
        this(joined(phi, slots), step, average);
    }

    /**
     * With vectors that may be elsewhere, without an average.
     *
     * @param vectors {@code phi}, then the optimiser's state vectors
     */
    public SharedState(SharedVectors vectors, long step) {
        this(vectors, step, null);
    }

    private SharedState(SharedVectors vectors, long step, float[] average) {
        this.vectors = vectors;
        this.step = step;
        this.average = average;
    }

    private static SharedVectors joined(float[] phi, float[][] slots) {
        float[][] vectors = new float[1 + slots.length][];
        vectors[0] = phi;
        System.arraycopy(slots, 0, vectors, 1, slots.length);
        return SharedVectors.of(vectors);
    }

    /** The shared parameters, not to be changed; brought here if they are elsewhere. */
    public float[] phi() {
        return vectors.here()[0];
    }

    /** The optimiser's state vectors, not to be changed; brought here if they are elsewhere. */
    public float[][] slots() {
        float[][] all = vectors.here();
        return Arrays.copyOfRange(all, 1, all.length);
    }

    /** Parameters and optimiser state, wherever they are. */
    public SharedVectors vectors() {
        return vectors;
    }

    /** Updates the parameters have had. */
    public long step() {
        return step;
    }

    /** The average of the parameters over the rounds, not to be changed; null if there is none. */
    public float[] average() {
        return average;
    }

    /** The same with all vectors in this process, so that it can be sent. */
    public SharedState held() {
        return vectors instanceof HeldVectors ? this : new SharedState(SharedVectors.of(vectors.here()), step, average);
    }

    /** What workers need: without the average, which stays with the driver. */
    SharedState forWorkers() {
        return average == null ? this : new SharedState(vectors, step);
    }

    /** What is evaluated and returned: with the average, if there is one, in the parameters' place. */
    SharedState forPrediction() {
        return average == null ? this : new SharedState(average, slots(), step);
    }

    /** The same with the average moved towards the parameters, which takes its old one from {@code before}. */
    SharedState averagedWith(SharedState before, double decay, int roundsDone) {
        return new SharedState(vectors, step, PolyakAverage.next(before.average, phi(), decay, roundsDone));
    }
}
