package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/** Makes the output of one example a vector, in the order in which it lies in memory. */
public record Flatten() implements LayerSpec {
    @Override
    public String name() {
        return "flatten";
    }

    @Override
    public Layer bind(Shape input) {
        return new SameValues(input, Shape.of(input.size()));
    }
}
