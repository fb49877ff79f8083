package org.hypernetspark.spark;

import java.io.Serializable;

/**
 * When rounds are committed and how many are kept.
 *
 * @param every rounds between commits, at least 1; the last round and the best so far are always committed
 * @param keep commits kept besides the best, at least 1
 */
public record CheckpointPolicy(int every, int keep) implements Serializable {
    /** Every 10 rounds, the last 2 kept. */
    public static final CheckpointPolicy DEFAULT = new CheckpointPolicy(10, 2);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public CheckpointPolicy {
        if (every < 1 || keep < 1) {
            throw new IllegalArgumentException(
                    "A checkpoint policy needs every >= 1 and keep >= 1, got " + every + " and " + keep);
        }
    }
}
