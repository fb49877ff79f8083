package org.hypernetspark.param;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One named tensor of a network.
 *
 * @param name unique in its layout, for example {@code 0.dense.weight}
 * @param kind what the tensor is for
 * @param shape extents, row-major
 * @param fanIn inputs that feed one output unit of the layer, at least 1
 * @param fanOut outputs that one input unit of the layer feeds, at least 1
 * @param start first values if the tensor needs certain ones, such as 1 for a gain: one constant for each of as many equal
 *     parts of the tensor; empty: the rule for its kind
 */
public record ParameterSpec(String name, ParameterKind kind, Shape shape, int fanIn, int fanOut, List<Double> start) {
    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if the name is blank, a fan is below 1, or the tensor cannot be cut into as many
     *     equal parts as there are constants
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
        start = List.copyOf(start);
        if (!start.isEmpty() && shape.size() % start.size() != 0) {
            throw new IllegalArgumentException("Parameter " + name + ": its " + shape.size()
                    + " values cannot be cut into " + start.size() + " equal parts");
        }
    }

    /** A tensor that is initialised by the rule for its kind. */
    public ParameterSpec(String name, ParameterKind kind, Shape shape, int fanIn, int fanOut) {
        this(name, kind, shape, fanIn, fanOut, List.of());
    }

    /** The same tensor, whose equal parts begin as these constants. */
    public ParameterSpec startingAt(Double... constants) {
        return new ParameterSpec(name, kind, shape, fanIn, fanOut, List.of(constants));
    }

    /** Number of values. */
    public int size() {
        return shape.size();
    }

    /** The same tensor under {@code prefix + name}. */
    public ParameterSpec prefixed(String prefix) {
        return new ParameterSpec(prefix + name, kind, shape, fanIn, fanOut, start);
    }

    /** Writes the constants of {@link #start} to {@code values[at .. at + size)}; nothing if there are none. */
    public void fillStart(float[] values, int at) {
        int part = start.isEmpty() ? 0 : size() / start.size();
        for (int i = 0; i < start.size(); i++) {
            Arrays.fill(values, at + i * part, at + (i + 1) * part, start.get(i).floatValue());
        }
    }
}
