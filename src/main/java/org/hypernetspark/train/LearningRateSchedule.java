package org.hypernetspark.train;

import java.io.Serializable;
import java.util.Locale;

/**
 * How the learning rate changes over the rounds: the factor on the optimiser's learning rate.
 *
 * @param kind the curve after warm-up
 * @param warmupRounds rounds over which the factor rises linearly to 1; 0 for none
 * @param decay for {@link Kind#STEP} and {@link Kind#EXPONENTIAL} the factor of each fall, in (0, 1]; for {@link
 *     Kind#COSINE} and {@link Kind#LINEAR} the factor at the end, in [0, 1]
 * @param every for {@link Kind#STEP} and {@link Kind#EXPONENTIAL} the rounds of one fall, at least 1
 */
public record LearningRateSchedule(Kind kind, int warmupRounds, double decay, int every) implements Serializable {
    /** Curves. */
    public enum Kind {
        /** Always 1. */
        CONSTANT,
        /** Falls at once, every so many rounds. */
        STEP,
        /** Falls smoothly. */
        EXPONENTIAL,
        /** Half a cosine from 1 to the end. */
        COSINE,
        /** A straight line from 1 to the end. */
        LINEAR;

        /** The name used in configurations. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Always 1. */
    public static final LearningRateSchedule CONSTANT = new LearningRateSchedule(Kind.CONSTANT, 0, 1, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public LearningRateSchedule {
        if (warmupRounds < 0 || every < 1 || !(decay >= 0 && decay <= 1)) {
            throw new IllegalArgumentException(
                    "A learning-rate schedule needs warmupRounds >= 0, every >= 1 and decay in [0, 1]," + " got "
                            + warmupRounds + ", " + every + ", " + decay);
        }
    }

    /** The factor in round {@code round} (from 0) of {@code rounds}. */
    public double factor(int round, int rounds) {
        if (round < warmupRounds) {
            return (round + 1.0) / (warmupRounds + 1.0);
        }
        int done = round - warmupRounds;
        double progress = (double) done / Math.max(1, rounds - 1 - warmupRounds);
        return switch (kind) {
            case CONSTANT -> 1;
            case STEP -> Math.pow(decay, Math.floorDiv(done, every));
            case EXPONENTIAL -> Math.pow(decay, (double) done / every);
            case COSINE -> decay + (1 - decay) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
            case LINEAR -> 1 - (1 - decay) * Math.min(1, progress);
        };
    }
}
