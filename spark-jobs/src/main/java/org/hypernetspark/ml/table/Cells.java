package org.hypernetspark.ml.table;

/** The cells of one row of a table, wherever it lies; columns are numbered as in the table's schema. */
@FunctionalInterface
public interface Cells {
    /** A cell as Spark gives it to users (a {@code String}, a {@code Float}, a {@code Vector}); null if it is empty. */
    Object value(int column);

    /** A cell of a column of numbers or booleans (1 and 0); NaN if it is empty. */
    default double number(int column) {
        Object value = value(column);
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A cell as text, the same for equal values ({@code 5} for 5.00); null if it is empty or no finite number. */
    default String text(int column) {
        return ValueText.of(value(column));
    }
}
