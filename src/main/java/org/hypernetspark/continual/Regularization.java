package org.hypernetspark.continual;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * How the weights generated for earlier tasks are held in place (von Oswald et al. 2020, equation 2).
 *
 * @param beta strength, at least 0; 0 is plain fine-tuning
 * @param lookAhead whether the outputs are taken where the optimiser's step on the task's loss alone would lead
 * @param subset earlier tasks in one step, drawn anew each time without replacement; 0 for all
 * @param fisher whether each weight counts by its Fisher information for its task
 * @param maskedHeads whether weights of other tasks' output heads do not count
 * @param targets where the outputs to be kept come from
 */
public record Regularization(
        double beta, boolean lookAhead, int subset, boolean fisher, boolean maskedHeads, Targets targets)
        implements Serializable {
    /** Where the outputs to be kept come from; both give the same values. */
    public enum Targets {
        /** Generated once before each task and kept: memory for the weights of every earlier task. */
        STORED,
        /** Generated in every step from the shared parameters as they were before the task: constant memory, more work. */
        RECOMPUTED;

        /** The name used in configurations. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Regularization {
        Objects.requireNonNull(targets, "targets");
        if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta must be finite and at least 0 (0 for fine-tuning), got " + beta);
        }
        if (subset < 0) {
            throw new IllegalArgumentException("subset must be at least 0 (0 for all earlier tasks), got " + subset);
        }
    }

    /** As in the paper: looking ahead, all earlier tasks, all weights alike. */
    public static Regularization of(double beta) {
        return new Regularization(beta, true, 0, false, false, Targets.STORED);
    }

    /** The same with another strength. */
    public Regularization withBeta(double newBeta) {
        return new Regularization(newBeta, lookAhead, subset, fisher, maskedHeads, targets);
    }
}
