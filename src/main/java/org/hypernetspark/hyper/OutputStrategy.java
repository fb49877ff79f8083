package org.hypernetspark.hyper;

import java.io.Serializable;
import org.hypernetspark.param.ParameterLayout;

/** How generated weights leave the hypernet: at once, by several heads, by component, by chunk. */
public interface OutputStrategy extends Serializable {
    /** The name used in configurations, for example {@code chunk-wise}. */
    String name();

    /**
     * Plans the generation of a vector of these tensors.
     *
     * @throws IllegalArgumentException if the settings do not fit the tensors
     */
    GenerationPlan plan(ParameterLayout generated);
}
