package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;

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
        return plans(List.of(generated)).get(0);
    }

    /** Components of the same role (see {@link Components}) have one embedding, whatever the variant. */
    @Override
    public List<GenerationPlan> plans(List<ParameterLayout> variants) {
        List<Components> all =
                variants.stream().map(variant -> Components.of(variant, by)).toList();
        Map<String, Integer> roles = new LinkedHashMap<>();
        int width = 0;
        for (Components components : all) {
            components.roles().forEach(role -> roles.putIfAbsent(role, roles.size()));
            width = Math.max(width, components.largest());
        }
        List<GenerationPlan> plans = new ArrayList<>();
        for (Components components : all) {
            List<Integer> rows = components.roles().stream().map(roles::get).toList();
            Part part = new Part(rows, roles.size(), componentEmbedding, false, width, List.of(new Dense(width)));
            plans.add(new GenerationPlan(List.of(part), components.segments()));
        }
        return plans;
    }
}
