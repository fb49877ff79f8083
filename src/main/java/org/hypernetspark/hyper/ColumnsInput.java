package org.hypernetspark.hyper;

import java.util.HashSet;
import java.util.List;

/**
 * Values of the row itself: each row of a task gets a network of its own ("dynamic" input in the review).
 *
 * <p>A row's first values are the target's input; a position behind them is seen by the hypernet alone.
 *
 * @param positions of the values in an encoded row, from 0, each once
 */
public record ColumnsInput(List<Integer> positions) implements ConditionInput {
    /**
     * Copies and checks the positions.
     *
     * @throws IllegalArgumentException if there is none, or one is negative or stands twice
     */
    public ColumnsInput {
        positions = List.copyOf(positions);
        boolean distinct = new HashSet<>(positions).size() == positions.size();
        if (positions.isEmpty() || !distinct || positions.stream().anyMatch(at -> at < 0)) {
            throw new IllegalArgumentException(
                    "A condition on columns needs positions of at least 0, each once; got " + positions);
        }
    }

    @Override
    public String name() {
        return "columns";
    }

    @Override
    public int size() {
        return positions.size();
    }

    @Override
    public Variability variability() {
        return Variability.EXAMPLE;
    }

    /** Values a row must have. */
    int rowWidth() {
        return 1 + positions.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
