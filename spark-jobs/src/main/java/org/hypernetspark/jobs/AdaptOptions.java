package org.hypernetspark.jobs;

import org.hypernetspark.config.ConfigException;
import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.OptimizerSpec;
import picocli.CommandLine.Option;

/** Options of how embeddings are fitted. */
final class AdaptOptions {
    @Option(names = "--steps", paramLabel = "N", description = "Updates of each embedding. Default: 200.")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "Rows of a task in a step. Default: 32.")
    private Integer batch;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Learning rate of Adam. Default: 0.05.")
    private Double learningRate;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the rows' order. Default: 1.")
    private Long seed;

    /** The settings; those not given are the default's. */
    AdaptationSpec spec() {
        AdaptationSpec defaults = AdaptationSpec.defaults();
        try {
            return new AdaptationSpec(
                    steps == null ? defaults.steps() : steps,
                    batch == null ? defaults.batch() : batch,
                    learningRate == null ? defaults.optimizer() : withLearningRate(defaults.optimizer(), learningRate),
                    seed == null ? defaults.seed() : seed);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--steps, --batch, --learning-rate: " + e.getMessage(), e);
        }
    }

    static OptimizerSpec withLearningRate(OptimizerSpec spec, double learningRate) {
        return new OptimizerSpec(
                spec.kind(),
                learningRate,
                spec.momentum(),
                spec.beta2(),
                spec.epsilon(),
                spec.weightDecay(),
                spec.schedule());
    }
}
