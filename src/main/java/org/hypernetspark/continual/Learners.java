package org.hypernetspark.continual;

import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;

/**
 * Makes the learner of each method, all on one target, hypernet and sequence.
 *
 * @param hypernet the hypernet, whose condition is an embedding alone
 * @param target the target network
 * @param loss of the target's outputs
 * @param sequence the tasks
 * @param spec how each task is learned
 * @param comparison settings of methods without a hypernet
 */
public record Learners(
        HypernetSpec hypernet,
        Network target,
        Loss loss,
        TaskSequence sequence,
        ContinualSpec spec,
        Comparison comparison) {
    /**
     * The learner of a method, before the first task.
     *
     * @throws IllegalArgumentException if hypernet, target, sequence and settings do not fit together
     */
    public Learner of(Method method) {
        ContinualSpec fineTuning = spec.with(spec.regularization().withBeta(0));
        return switch (method) {
            case HYPERNET -> new HypernetLearner(hypernet, target, loss, sequence, spec);
            case FINE_TUNING -> new HypernetLearner(hypernet, target, loss, sequence, fineTuning);
            case FROM_SCRATCH -> new FromScratchLearner(hypernet, target, loss, sequence, fineTuning);
            case JOINT -> new JointLearner(hypernet, target, loss, sequence, spec);
            case NETWORK -> NetworkLearner.fineTuning(target, loss, sequence, spec);
            case EWC ->
                NetworkLearner.ewc(target, loss, sequence, spec, comparison.ewcStrength(), comparison.ewcDecay());
            case SI ->
                NetworkLearner.synapticIntelligence(
                        target, loss, sequence, spec, comparison.siStrength(), comparison.siDamping());
        };
    }
}
