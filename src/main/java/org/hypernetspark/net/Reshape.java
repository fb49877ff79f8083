package org.hypernetspark.net;

import java.util.Objects;
import org.hypernetspark.param.Shape;

/**
 * Gives the values of one example another shape, in the order in which they lie in memory.
 *
 * @param shape the output
 */
public record Reshape(Shape shape) implements LayerSpec {
    /** Checks that there is a shape. */
    public Reshape {
        Objects.requireNonNull(shape, "shape");
    }

    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.size() != shape.size()) {
            throw new IllegalArgumentException("cannot make " + shape + " (" + shape.size() + " values) of an input "
                    + input + " (" + input.size() + " values); make the numbers of values agree");
        }
        return new SameValues(input, shape);
    }
}
