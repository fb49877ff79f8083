package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;

/**
 * One run for each component of the target, told by a learned component embedding; the head is as wide as the largest.
 *
 * <p>Each component's weights are cut from the beginning of its own run, so surplus outputs of small components are unused
 * and never shift into the next one.
 *
 * @param by what a component is
 * @param componentEmbedding size of a component embedding, at least 1
 */
public record ComponentWise(By by, int componentEmbedding) implements OutputStrategy {
    /** What a component is. */
    public enum By {
        /** A layer: its weight and bias together. */
        LAYER,
        /** A tensor: a weight or a bias. */
        TENSOR,
        /** The part of a tensor that makes one output unit or channel: a row of its first dimension. */
        CHANNEL
    }

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ComponentWise {
        if (componentEmbedding < 1) {
            throw new IllegalArgumentException(
                    "A component-wise output needs a component embedding of at least 1, got " + componentEmbedding);
        }
    }

    @Override
    public String name() {
        return "component-wise";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        List<Segment> segments = new ArrayList<>();
        int to = 0;
        int width = 0;
        for (int length : componentSizes(generated)) {
            segments.add(new Segment(segments.size(), 0, to, length));
            to += length;
            width = Math.max(width, length);
        }
        return new GenerationPlan(segments.size(), componentEmbedding, width, new Dense(width), segments);
    }

    private List<Integer> componentSizes(ParameterLayout generated) {
        return switch (by) {
            case TENSOR -> generated.specs().stream().map(ParameterSpec::size).toList();
            case LAYER -> TensorGroups.byLayer(generated);
            case CHANNEL -> channelSizes(generated);
        };
    }

    private static List<Integer> channelSizes(ParameterLayout generated) {
        List<Integer> sizes = new ArrayList<>();
        for (ParameterSpec spec : generated.specs()) {
            int channels = spec.shape().rank() > 1 ? spec.shape().dim(0) : 1;
            for (int i = 0; i < channels; i++) {
                sizes.add(spec.size() / channels);
            }
        }
        return sizes;
    }
}
