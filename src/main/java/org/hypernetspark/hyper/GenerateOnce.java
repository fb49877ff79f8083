package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;

/** All weights in one output vector of one linear head. */
public record GenerateOnce() implements OutputStrategy {
    @Override
    public String name() {
        return "generate-once";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        int size = generated.size();
        return new GenerationPlan(1, 0, size, new Dense(size), List.of(new Segment(0, 0, 0, size)));
    }
}
