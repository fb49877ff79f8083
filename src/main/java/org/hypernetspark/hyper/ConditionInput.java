package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.List;
import org.hypernetspark.param.ParameterLayout;

/** One named part of what the hypernet sees. The parts of a {@link Condition} are joined in a fixed order. */
public interface ConditionInput extends Serializable {
    /** When the values of an input change. */
    enum Variability {
        /** They are the task's own, whatever the step. */
        STATIC,
        /** They are drawn anew in every step of training. */
        STEP,
        /** They differ from row to row: each row gets weights of its own. */
        EXAMPLE
    }

    /** The name used in configurations, for example {@code embedding}; one input of a name in a condition. */
    String name();

    /** Values in the condition vector, at least 1. */
    int size();

    /** When the values change. */
    Variability variability();

    /** The tensors of the input that are trained and shared; they lie in {@code phi}. Most inputs have none. */
    default ParameterLayout parameters() {
        return ParameterLayout.of(List.of());
    }
}
