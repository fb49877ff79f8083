package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Several encoded columns side by side. Immutable. */
public final class EncodedColumns implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayList<ColumnEncoding> columns;
    private final int width;
    private final int numbers;
    private final int texts;

    EncodedColumns(List<ColumnEncoding> columns) {
        this.columns = new ArrayList<>(columns);
        this.width = columns.stream().mapToInt(ColumnEncoding::width).sum();
        this.texts = (int) columns.stream()
                .filter(column -> column.column().kind() == ColumnKind.CATEGORY)
                .count();
        this.numbers = columns.stream().mapToInt(EncodedColumns::numbersOf).sum();
    }

    private static int numbersOf(ColumnEncoding column) {
        return column.column().kind() == ColumnKind.CATEGORY ? 0 : column.width();
    }

    /**
     * Fits columns to what was found of a table.
     *
     * @param moments of all their numbers
     * @param texts of all their categories, from {@code textAt} on
     * @param sizes of all vector columns, from {@code sizeAt} on
     * @param standardize whether numbers are standardised; else they are left as they are
     */
    static EncodedColumns fit(
            List<InputColumn> columns,
            Moments moments,
            String[][] texts,
            int textAt,
            int[] sizes,
            int sizeAt,
            boolean standardize) {
        List<ColumnEncoding> encodings = new ArrayList<>();
        int number = 0;
        int text = textAt;
        int vector = sizeAt;
        for (InputColumn column : columns) {
            if (column.kind() == ColumnKind.CATEGORY) {
                encodings.add(ColumnEncoding.categories(column, texts[text++]));
            } else {
                int size = column.kind() == ColumnKind.VECTOR ? sizes[vector++] : 1;
                encodings.add(numbers(column, moments, number, size, standardize));
                number += size;
            }
        }
        return new EncodedColumns(encodings);
    }

    private static ColumnEncoding numbers(
            InputColumn column, Moments moments, int first, int size, boolean standardize) {
        double[] means = new double[size];
        double[] deviations = new double[size];
        for (int i = 0; i < size; i++) {
            means[i] = standardize ? moments.mean(first + i) : 0;
            deviations[i] = standardize ? moments.deviation(first + i) : 1;
        }
        return ColumnEncoding.numbers(column, means, deviations);
    }

    /** The columns. */
    public List<ColumnEncoding> columns() {
        return List.copyOf(columns);
    }

    /** Number of encoded values. */
    public int width() {
        return width;
    }

    /** Number of numbers that are read. */
    int numbers() {
        return numbers;
    }

    /** Number of texts that are read. */
    int texts() {
        return texts;
    }

    /** Writes a row's values, encoded, to {@code to[at ..]}. */
    void encode(double[] values, int valueAt, String[] texts, int textAt, float[] to, int at) {
        int value = valueAt;
        int text = textAt;
        int next = at;
        for (int i = 0; i < columns.size(); i++) {
            ColumnEncoding column = columns.get(i);
            if (column.column().kind() == ColumnKind.CATEGORY) {
                column.encode(texts[text++], to, next);
            } else {
                column.encode(values, value, to, next);
                value += column.width();
            }
            next += column.width();
        }
    }
}
