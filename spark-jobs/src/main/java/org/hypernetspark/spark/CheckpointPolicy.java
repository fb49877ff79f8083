package org.hypernetspark.spark;

import java.io.Serializable;

/**
 * When rounds are committed and how many are kept.
 *
 * @param every rounds between commits, at least 1; the last round and the best so far are always committed, and no more
 *     than {@value #MOST_ROUNDS} rounds pass without a commit
 * @param keep commits kept besides the best, at least 1
 */
public record CheckpointPolicy(int every, int keep) implements Serializable {
    /**
     * Rounds that may follow each other without a commit. Each is an RDD made from the one before, and a task brings the
     * whole chain along: reading it was seen to overflow the stack (of 1 MiB) at about 200 rounds.
     */
    public static final int MOST_ROUNDS = 50;

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

    /** Whether so many rounds are a reason to commit. */
    boolean due(int roundsDone) {
        return roundsDone % every == 0 || roundsDone % MOST_ROUNDS == 0;
    }
}
