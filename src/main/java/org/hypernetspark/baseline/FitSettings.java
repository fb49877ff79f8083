package org.hypernetspark.baseline;

import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.TrainingSpec;

/**
 * How one task's own network is fitted.
 *
 * @param batch rows in a step
 * @param optimizer of the weights
 * @param gradientClip largest norm of the gradient; 0 for no limit
 * @param rounds what the learning rate's schedule counts, spread evenly over the steps
 * @param seed of first weights and the rows' order
 */
record FitSettings(int batch, OptimizerSpec optimizer, double gradientClip, int rounds, long seed) {
    static FitSettings of(TrainingSpec spec) {
        return new FitSettings(spec.batch(), spec.optimizer(), spec.gradientClip(), spec.rounds(), spec.seed());
    }

    static FitSettings of(AdaptationSpec spec) {
        return new FitSettings(spec.batch(), spec.optimizer(), 0, spec.steps(), spec.seed());
    }
}
