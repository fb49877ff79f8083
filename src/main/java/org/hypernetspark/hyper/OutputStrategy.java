package org.hypernetspark.hyper;

import java.io.Serializable;
import org.hypernetspark.param.ParameterLayout;

/** How generated weights leave the hypernet: at once, by several heads, by component, by chunk. What they are is a {@link WeightForm}. */
public interface OutputStrategy extends Serializable {
    /** The name used in configurations, for example {@code chunk-wise}. */
    String name();

    /** Whether each task has piece embeddings of its own: then it may do without a condition. */
    default boolean perTask() {
        return false;
    }

    /**
     * Plans the generation of a vector of these tensors, one after the other.
     *
     * @throws IllegalArgumentException if the settings do not fit the tensors
     */
    GenerationPlan plan(ParameterLayout generated);
}
