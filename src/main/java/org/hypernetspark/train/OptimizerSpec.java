package org.hypernetspark.train;

import java.io.Serializable;
import java.util.Locale;

/**
 * An optimiser's settings.
 *
 * @param kind the rule
 * @param learningRate step size, above 0
 * @param momentum SGD's momentum or Adam's beta1, in [0, 1)
 * @param beta2 Adam's beta2, in [0, 1)
 * @param epsilon Adam's epsilon, above 0
 * @param weightDecay at least 0; added to the gradient by SGD and Adam, decoupled in AdamW
 * @param schedule how the learning rate changes over the rounds
 */
public record OptimizerSpec(
        Kind kind,
        double learningRate,
        double momentum,
        double beta2,
        double epsilon,
        double weightDecay,
        LearningRateSchedule schedule)
        implements Serializable {
    /** Update rules. */
    public enum Kind {
        /** Stochastic gradient descent, with momentum if it is above 0. */
        SGD,
        /** Adam (Kingma and Ba 2015). */
        ADAM,
        /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
        ADAMW;

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
    public OptimizerSpec {
        require(learningRate > 0, "learningRate", "above 0", learningRate);
        require(momentum >= 0 && momentum < 1, "momentum (beta1)", "in [0, 1)", momentum);
        require(beta2 >= 0 && beta2 < 1, "beta2", "in [0, 1)", beta2);
        require(epsilon > 0, "epsilon", "above 0", epsilon);
        require(weightDecay >= 0, "weightDecay", "at least 0", weightDecay);
    }

    private static void require(boolean holds, String name, String expected, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + expected + ", got " + value);
        }
    }

    /** Adam with the paper's betas. */
    public static OptimizerSpec adam(double learningRate) {
        return new OptimizerSpec(Kind.ADAM, learningRate, 0.9, 0.999, 1e-8, 0, LearningRateSchedule.CONSTANT);
    }

    /** Adam with decoupled weight decay. */
    public static OptimizerSpec adamW(double learningRate, double weightDecay) {
        return new OptimizerSpec(
                Kind.ADAMW, learningRate, 0.9, 0.999, 1e-8, weightDecay, LearningRateSchedule.CONSTANT);
    }

    /** Stochastic gradient descent. */
    public static OptimizerSpec sgd(double learningRate, double momentum) {
        return new OptimizerSpec(Kind.SGD, learningRate, momentum, 0.999, 1e-8, 0, LearningRateSchedule.CONSTANT);
    }

    /** Vectors of state the rule keeps, each as long as what it updates. */
    public int slots() {
        return switch (kind) {
            case SGD -> momentum > 0 ? 1 : 0;
            case ADAM, ADAMW -> 2;
        };
    }

    /** The same with another schedule. */
    public OptimizerSpec with(LearningRateSchedule newSchedule) {
        return new OptimizerSpec(kind, learningRate, momentum, beta2, epsilon, weightDecay, newSchedule);
    }
}
