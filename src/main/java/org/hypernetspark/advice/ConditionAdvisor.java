package org.hypernetspark.advice;

import java.util.List;
import org.hypernetspark.config.ConditionConfig;
import org.hypernetspark.config.SupportConfig;
import org.hypernetspark.hyper.NoiseInput;
import org.hypernetspark.hyper.SupportInput.Pooling;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;

/** Chooses what the hypernet sees. */
final class ConditionAdvisor {
    /** A support set of fewer rows says little; of more, one step costs much. */
    private static final int LEAST_ROWS = 4;

    private static final int MOST_ROWS = 16;
    private static final int SUPPORT = 16;

    private final Situation situation;
    private final List<String> reasons;
    private final List<String> warnings;

    ConditionAdvisor(Situation situation, List<String> reasons, List<String> warnings) {
        this.situation = situation;
        this.reasons = reasons;
        this.warnings = warnings;
    }

    /** The condition, with its reasons. */
    ConditionConfig advise() {
        boolean described = situation.descriptor() > 0;
        boolean supported = situation.answers().dataAdaptive() && !described && supportRows() >= LEAST_ROWS;
        NoiseInput noise = noise();
        if (situation.answers().dataAdaptive()) {
            dataAdaptive(described, supported);
        }
        if (supported) {
            return new ConditionConfig(0, support(), false, List.of(), null, noise);
        }
        reasons.add("a task embedding of " + embedding() + " for " + Advisor.count(situation.tasks()) + " tasks");
        return new ConditionConfig(embedding(), null, described, List.of(), null, noise);
    }

    /** A quarter of the number of tasks (Shamsian et al. 2021), from 2 to 32. */
    private int embedding() {
        return (int) Math.max(2, Math.min(32, 1 + situation.tasks() / 4));
    }

    /** Half of a task's rows: the others are to be predicted. */
    private int supportRows() {
        return (int) Math.min(MOST_ROWS, situation.rows() / situation.tasks() / 2);
    }

    private SupportConfig support() {
        return new SupportConfig(
                supportRows(), 256, List.of(new Dense(2 * SUPPORT), Activation.RELU, new Dense(SUPPORT)), Pooling.MEAN);
    }

    private void dataAdaptive(boolean described, boolean supported) {
        if (described) {
            reasons.add("the descriptor beside the embedding, and embedding dropout, so that unseen tasks are predicted"
                    + " from their descriptor");
        } else if (supported) {
            reasons.add("a support set of " + supportRows()
                    + " rows: a task that was never seen is predicted from a few labelled rows of its own (predict"
                    + " --support), without a step of training");
        } else {
            warnings.add("New tasks have neither embedding nor descriptor, and too few rows for a support set: name a"
                    + " descriptor (data.descriptor), or fit their embeddings with the job adapt once they have rows.");
        }
        reasons.add(
                "no columns of the row: they would make a network for each row, at the cost of so many; name some in"
                        + " condition.columns if rows of one task differ in kind");
    }

    private NoiseInput noise() {
        if (!situation.answers().uncertainty() || situation.weights() >= Advisor.LARGE_TARGET) {
            return null;
        }
        reasons.add("noise beside what is known of a task: each draw generates another network, and their spread is a"
                + " measure of uncertainty (predict --samples)");
        return new NoiseInput(4, 2);
    }
}
