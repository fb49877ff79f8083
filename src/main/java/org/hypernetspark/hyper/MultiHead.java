package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;

/**
 * Several linear heads on one trunk, each for a part of the weights ("generate multiple" in the review).
 *
 * @param heads number of heads over neighbouring tensors of about equal size; 0 for one head per tensor
 * @param split whether each head reads its own equal share of the trunk's output, which divides the size of the last layer
 *     by the number of heads, instead of all of it
 */
public record MultiHead(int heads, boolean split) implements OutputStrategy {
    /**
     * Checks the number of heads.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public MultiHead {
        if (heads < 0) {
            throw new IllegalArgumentException("The number of heads must be 0 (one per tensor) or more, got " + heads);
        }
    }

    @Override
    public String name() {
        return "multi-head";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        int size = generated.size();
        List<Integer> widths = heads == 0
                ? generated.specs().stream().map(ParameterSpec::size).toList()
                : TensorGroups.balanced(generated, heads);
        return new GenerationPlan(1, 0, size, new Heads(widths, split), List.of(new Segment(0, 0, 0, size)));
    }
}
