package org.hypernetspark.ml.predict;

import java.io.Serializable;

/**
 * Prediction by several networks of each task, drawn from a hypernet with noise or dropout in its trunk.
 *
 * @param samples networks for each task (or row); 0 for one network at the centre: noise 0, no dropout
 * @param seed of the draws; a draw depends on seed, task and number of the sample alone
 */
public record Sampling(int samples, long seed) implements Serializable {
    /** One network at the centre. */
    public static final Sampling NONE = new Sampling(0, 0);

    /** Whether networks are drawn. */
    public boolean active() {
        return samples > 0;
    }
}
