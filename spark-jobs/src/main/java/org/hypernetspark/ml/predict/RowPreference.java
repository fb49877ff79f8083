package org.hypernetspark.ml.predict;

import java.util.List;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.hyper.PreferenceInput;
import org.hypernetspark.ml.table.Cells;

/** Reads the preference that a row names in columns of its own. */
final class RowPreference {
    private static final float[] NONE = {};

    private final PreferenceInput preference;
    private final List<String> names;
    private final int[] columns;

    /** For tables of this schema; without names nothing is read. */
    RowPreference(PreferenceInput preference, List<String> names, StructType schema) {
        this.preference = preference;
        this.names = names;
        this.columns = names.stream().mapToInt(schema::fieldIndex).toArray();
    }

    /**
     * Checks that the columns are there and hold numbers, as many as a preference has.
     *
     * @throws IllegalArgumentException if they do not
     */
    static void check(PreferenceInput preference, List<String> names, StructType schema) {
        if (!names.isEmpty() && names.size() != preference.size()) {
            throw new IllegalArgumentException("The hypernet sees a preference of " + preference.size()
                    + " numbers, but preferenceCols names " + names.size() + " columns: " + names);
        }
        for (String name : names) {
            boolean there = List.of(schema.fieldNames()).contains(name);
            if (!there || !(schema.apply(name).dataType() instanceof NumericType)) {
                throw new IllegalArgumentException("preferenceCols: expected a column \"" + name + "\" of numbers, got "
                        + (there ? schema.apply(name).dataType().simpleString() : "none of that name"));
            }
        }
    }

    /**
     * The row's preference, empty if none is read.
     *
     * @throws IllegalArgumentException if it could not have been drawn in training
     */
    float[] read(Cells row) {
        if (columns.length == 0) {
            return NONE;
        }
        float[] values = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = (float) row.number(columns[i]);
        }
        try {
            preference.check(values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Columns " + names + ": " + e.getMessage(), e);
        }
        return values;
    }
}
