package org.hypernetspark.param;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extents of a row-major tensor, without task and batch dimensions.
 *
 * @param dims extents, each at least 1; the last one varies fastest
 */
public record Shape(List<Integer> dims) implements Serializable {
    /**
     * Checks and copies the extents.
     *
     * @throws IllegalArgumentException if there is no extent, one is below 1, or the product exceeds an array
     */
    public Shape {
        dims = List.copyOf(dims);
        if (dims.isEmpty()) {
            throw new IllegalArgumentException("A shape needs at least one dimension, got none");
        }
        long size = 1;
        for (int dim : dims) {
            if (dim < 1) {
                throw new IllegalArgumentException("Every dimension of a shape must be at least 1, got " + dims);
            }
            size = Math.multiplyExact(size, (long) dim);
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "Shape " + dims + " holds more values than one array can: the limit is " + Integer.MAX_VALUE);
            }
        }
    }

    /** The shape with these extents, for example {@code Shape.of(1, 28, 28)}. */
    public static Shape of(int... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    /** Number of values. */
    public int size() {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        return size;
    }

    /** Number of dimensions. */
    public int rank() {
        return dims.size();
    }

    /** Extent of dimension {@code axis}, counted from 0. */
    public int dim(int axis) {
        return dims.get(axis);
    }

    /** For example {@code 1x28x28}. */
    @Override
    public String toString() {
        return dims.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
