package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Several encoded columns side by side. Immutable. */
public final class EncodedColumns implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayList<ColumnEncoding> columns;
    /** The same values in fewer pieces: numbers that lie side by side are encoded by one loop. */
    private final ColumnEncoding[] pieces;

    private final int width;
    private final int numbers;
    private final int texts;

    EncodedColumns(List<ColumnEncoding> columns) {
        this.columns = new ArrayList<>(columns);
        this.pieces = pieces(columns);
        this.width = columns.stream().mapToInt(ColumnEncoding::width).sum();
        this.texts = (int) columns.stream()
                .filter(column -> column.column().kind() == ColumnKind.CATEGORY)
                .count();
        this.numbers = columns.stream().mapToInt(EncodedColumns::numbersOf).sum();
    }

    private static ColumnEncoding[] pieces(List<ColumnEncoding> columns) {
        List<ColumnEncoding> pieces = new ArrayList<>();
        for (ColumnEncoding column : columns) {
            int last = pieces.size() - 1;
            if (last >= 0 && numbersOf(column) > 0 && numbersOf(pieces.get(last)) > 0) {
                pieces.set(last, pieces.get(last).followedBy(column));
            } else {
                pieces.add(column);
            }
        }
        return pieces.toArray(new ColumnEncoding[0]);
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
        for (ColumnEncoding piece : pieces) {
            if (piece.column().kind() == ColumnKind.CATEGORY) {
                piece.encode(texts[text++], to, next);
            } else {
                piece.encode(values, value, to, next);
                value += piece.width();
            }
            next += piece.width();
        }
    }
}
