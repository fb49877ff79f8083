package org.hypernetspark.dl4j;

import org.hypernetspark.train.LearningRateSchedule;
import org.hypernetspark.train.OptimizerSpec;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** DL4J's updaters for our optimisers. */
final class Dl4jUpdaters {
    private Dl4jUpdaters() {}

    /**
     * DL4J's updater for one of ours.
     *
     * <p>DL4J's Adam corrects its bias in the step size alone, so its epsilon weighs more in the first steps than ours.
     *
     * @param name of the setting, for the message
     * @throws IllegalArgumentException if there is none: momentum of SGD, weight decay, AdamW, a schedule
     */
    static IUpdater of(String name, OptimizerSpec spec) {
        GraphLimits.refuseUnless(spec.kind() != OptimizerSpec.Kind.ADAMW, name + " is adamw; expected sgd or adam");
        GraphLimits.refuseUnless(
                spec.weightDecay() == 0, name + " has weightDecay " + spec.weightDecay() + "; expected 0");
        GraphLimits.refuseUnless(
                spec.schedule().equals(LearningRateSchedule.CONSTANT),
                name + " has a schedule of the learning rate; expected constant");
        if (spec.kind() == OptimizerSpec.Kind.ADAM) {
            return new Adam(spec.learningRate(), spec.momentum(), spec.beta2(), spec.epsilon());
        }
        GraphLimits.refuseUnless(
                spec.momentum() == 0, name + " is sgd with momentum " + spec.momentum() + "; expected 0");
        return new Sgd(spec.learningRate());
    }
}
