package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.List;
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

    /**
     * Plans the generation for each variant of a family of targets, with one trunk, one head and one table of piece
     * embeddings for all of them.
     *
     * @param variants what is generated of each; at least one
     * @return a plan for each; their parts agree but for their pieces
     * @throws IllegalArgumentException if the settings do not fit the tensors, or weights do not come in pieces of which
     *     variants may have different numbers
     */
    default List<GenerationPlan> plans(List<ParameterLayout> variants) {
        if (variants.size() > 1) {
            throw new IllegalArgumentException(
                    "The output " + name() + " makes targets of one shape, and the target has " + variants.size()
                            + " variants; use the output chunk-wise or component-wise");
        }
        return List.of(plan(variants.get(0)));
    }
}
