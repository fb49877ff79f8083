package org.hypernetspark.advice;

import java.util.List;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.train.TrainingSpec;

/**
 * A hypernet to begin with.
 *
 * @param hypernet its configuration
 * @param training settings that fit it
 * @param costs what it costs
 * @param alternatives sizes of the shared parameters under each output strategy, a line each
 * @param reasons why it is as it is, a sentence each
 * @param warnings what to be careful about, a sentence each
 */
public record Advice(
        HypernetConfig hypernet,
        TrainingSpec training,
        Costs costs,
        List<String> alternatives,
        List<String> reasons,
        List<String> warnings) {
    /** Copies the lists. */
    public Advice {
        alternatives = List.copyOf(alternatives);
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }
}
