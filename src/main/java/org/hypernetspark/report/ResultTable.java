package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Models against measures. The best of each column is marked; several are if they look equal.
 *
 * @param columns measures
 * @param rows models, each with one value for every column
 */
public record ResultTable(List<Column> columns, List<Row> rows) {
    /**
     * One measure.
     *
     * @param group what several neighbouring columns have in common, for example the tasks measured; may be empty
     * @param label name of the measure
     * @param higherIsBetter whether the highest value is the best
     */
    public record Column(String group, String label, boolean higherIsBetter) {}

    /**
     * One model.
     *
     * @param model its name
     * @param values one for each column; NaN if missing
     */
    public record Row(String model, List<Double> values) {
        /** Copies the values. */
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a row has not one value for each column
     */
    public ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.values().size() != columns.size()) {
                throw new IllegalArgumentException("Row \"" + row.model() + "\" has "
                        + row.values().size() + " values, but there are " + columns.size() + " columns");
            }
        }
    }

    /** A table with nothing in it. */
    public static ResultTable empty() {
        return new ResultTable(List.of(), List.of());
    }

    /** Plain text with aligned columns; an asterisk marks the best of each column. */
    public String toText() {
        return TableText.of(this);
    }

    /** A Markdown table; the best of each column is bold. */
    public String toMarkdown() {
        return TableMarkdown.of(this);
    }

    /** Neighbouring columns with the same group: its label, the first column, how many. */
    record Group(String label, int first, int size) {}

    /** The groups, from left to right; they cover all columns. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        int first = 0;
        for (int next = 1; next <= columns.size(); next++) {
            String label = columns.get(first).group();
            if (next == columns.size() || !columns.get(next).group().equals(label)) {
                groups.add(new Group(label, first, next - first));
                first = next;
            }
        }
        return groups;
    }

    /** A cell as it is shown: all numbers of a column have the same decimals. */
    String cell(int row, int column) {
        double largest = rows.stream()
                .mapToDouble(each -> Math.abs(each.values().get(column)))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return NumberText.fixed(rows.get(row).values().get(column), NumberText.decimals(largest));
    }

    /** Whether a cell holds the best value of its column; never if there is nothing to compare it with. */
    boolean best(int row, int column) {
        List<Double> values = rows.stream()
                .map(each -> each.values().get(column))
                .filter(value -> !value.isNaN())
                .toList();
        if (values.size() < 2 || rows.get(row).values().get(column).isNaN()) {
            return false;
        }
        double best = columns.get(column).higherIsBetter()
                ? values.stream().mapToDouble(Double::doubleValue).max().getAsDouble()
                : values.stream().mapToDouble(Double::doubleValue).min().getAsDouble();
        return cell(row, column).equals(cell(rowOf(best, column), column));
    }

    private int rowOf(double value, int column) {
        int row = 0;
        while (rows.get(row).values().get(column) != value) {
            row++;
        }
        return row;
    }
}
