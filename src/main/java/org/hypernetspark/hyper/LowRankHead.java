package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;

/**
 * All weights at once, by a head whose matrix is the product of two: trunk to {@code rank} values to all weights. Instead of
 * {@code hidden * size} it has {@code rank * (hidden + size)} parameters; the weights of all tasks lie in a space of {@code rank}
 * dimensions.
 *
 * @param rank values between the two, at least 1
 */
public record LowRankHead(int rank) implements OutputStrategy {
    /**
     * Checks the rank.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public LowRankHead {
        if (rank < 1) {
            throw new IllegalArgumentException("A low-rank head needs a rank of at least 1, got " + rank);
        }
    }

    @Override
    public String name() {
        return "low-rank-head";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        int size = generated.size();
        Part part = new Part(1, 0, false, size, List.of(new Dense(rank, false), new Dense(size)));
        return new GenerationPlan(List.of(part), List.of(new Segment(0, 0, 0, size)));
    }
}
