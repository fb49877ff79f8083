package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How one column is encoded: numbers as {@code (value - mean) * (1 / deviation)}, categories one-hot. Immutable. */
public final class ColumnEncoding implements Serializable {
    private static final long serialVersionUID = 1;

    private final InputColumn column;
    private final double[] means;
    private final double[] deviations;
    private final double[] factors;
    private final String[] categories;
    private final HashMap<String, Integer> positions = new HashMap<>();

    private ColumnEncoding(InputColumn column, double[] means, double[] deviations, String[] categories) {
        this.column = column;
        this.means = means;
        this.deviations = deviations;
        this.factors = Arrays.stream(deviations)
                .map(deviation -> deviation == 0 ? 0 : Math.min(1 / deviation, Double.MAX_VALUE))
                .toArray();
        this.categories = categories;
        for (String category : categories) {
            positions.put(category, positions.size());
        }
    }

    /**
     * A column of numbers or vectors.
     *
     * @param means one for each number; not copied
     * @param deviations one for each number; where it is 0 the number is always encoded as 0
     */
    static ColumnEncoding numbers(InputColumn column, double[] means, double[] deviations) {
        return new ColumnEncoding(column, means, deviations, new String[0]);
    }

    /** A column of categories; any other category is encoded as zeros. */
    static ColumnEncoding categories(InputColumn column, String[] categories) {
        return new ColumnEncoding(column, new double[0], new double[0], categories);
    }

    /** The numbers of this column and then those of another, as of one vector. */
    ColumnEncoding followedBy(ColumnEncoding other) {
        return numbers(
                new InputColumn(column.name(), ColumnKind.VECTOR),
                concat(means, other.means),
                concat(deviations, other.deviations));
    }

    private static double[] concat(double[] first, double[] second) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    /** The column. */
    public InputColumn column() {
        return column;
    }

    /** Number of values the column is encoded as. */
    public int width() {
        return means.length + categories.length;
    }

    /** What is subtracted from each number. */
    public List<Double> means() {
        return Arrays.stream(means).boxed().toList();
    }

    /** What each number is divided by; 0 where it is always encoded as 0. */
    public List<Double> deviations() {
        return Arrays.stream(deviations).boxed().toList();
    }

    /** The categories, in order of their positions. */
    public List<String> categories() {
        return List.of(categories);
    }

    /** What the encoded values are called: {@code name}, {@code name[2]} or {@code name=category}. */
    public List<String> names() {
        if (column.kind() == ColumnKind.CATEGORY) {
            return List.of(categories).stream()
                    .map(category -> column.name() + "=" + category)
                    .toList();
        }
        if (column.kind() == ColumnKind.NUMBER) {
            return List.of(column.name());
        }
        return IntStream.range(0, means.length)
                .mapToObj(i -> column.name() + "[" + i + "]")
                .toList();
    }

    /** Writes the numbers {@code values[valueAt ..]}, encoded, to {@code to[at ..]}. */
    void encode(double[] values, int valueAt, float[] to, int at) {
        for (int i = 0; i < means.length; i++) {
            to[at + i] = (float) ((values[valueAt + i] - means[i]) * factors[i]);
        }
    }

    /** Writes a category, encoded, to {@code to[at ..]}. */
    void encode(String category, float[] to, int at) {
        Arrays.fill(to, at, at + categories.length, 0);
        Integer position = positions.get(category);
        if (position != null) {
            to[at + position] = 1;
        }
    }
}
