package org.hypernetspark.param;

import java.util.Objects;

/**
 * One named tensor of a network.
 *
 * @param name unique in its layout, for example {@code 0.dense.weight}
 * @param kind what the tensor is for
 * @param shape extents, row-major
 * @param fanIn inputs that feed one output unit of the layer, at least 1
 * @param fanOut outputs that one input unit of the layer feeds, at least 1
 */
public record ParameterSpec(String name, ParameterKind kind, Shape shape, int fanIn, int fanOut) {
    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if the name is blank or a fan is below 1
     */
    public ParameterSpec {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(shape, "shape");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A parameter needs a name");
        }
        if (fanIn < 1 || fanOut < 1) {
            throw new IllegalArgumentException(
                    "Parameter " + name + ": fan-in and fan-out must be at least 1, got " + fanIn + " and " + fanOut);
        }
    }

    /** Number of values. */
    public int size() {
        return shape.size();
    }

    /** The same tensor under {@code prefix + name}. */
    public ParameterSpec prefixed(String prefix) {
        return new ParameterSpec(prefix + name, kind, shape, fanIn, fanOut);
    }
}
