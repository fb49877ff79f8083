package org.hypernetspark.ml.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** A table's schema, asked for columns; answers with one clear message where it cannot give them. */
public final class TableSchema {
    private static final int MOST_NAMES_SHOWN = 30;

    private final StructType schema;

    /** Wraps a schema. */
    public TableSchema(StructType schema) {
        this.schema = schema;
    }

    /**
     * Finds the columns a user names.
     *
     * @throws IllegalArgumentException if one is missing, has a type that cannot be used, or is named twice
     */
    public TableColumns resolve(ColumnNames names) {
        checkNames(names);
        requireTask(names.task());
        List<InputColumn> features = inputs(names.features(), "feature", names.categorical());
        List<InputColumn> descriptors = inputs(names.descriptors(), "descriptor", names.categorical());
        if (names.variant() != null) {
            requireNames(names.variant());
        }
        InputColumn label = names.label() == null ? null : label(names.label(), names.classification());
        return new TableColumns(names.task(), features, descriptors, names.variant(), label);
    }

    private static void checkNames(ColumnNames names) {
        if (names.features().isEmpty()) {
            throw new IllegalArgumentException("No feature column is named; name at least one in featuresCols");
        }
        checkOnce(names.features(), "featuresCols");
        checkOnce(names.descriptors(), "descriptorCols");
        for (String used : List.of(names.task(), names.label() == null ? names.task() : names.label())) {
            if (names.features().contains(used) || names.descriptors().contains(used)) {
                throw new IllegalArgumentException(
                        "Column \"" + used + "\" is the "
                                + (used.equals(names.task()) ? "task" : "label")
                                + " column and a feature or descriptor as well; take it out of featuresCols and descriptorCols");
            }
        }
        if (names.task().equals(names.label())) {
            throw new IllegalArgumentException(
                    "Column \"" + names.task() + "\" is both task and label column; name different columns");
        }
        Set<String> known = new HashSet<>(names.features());
        known.addAll(names.descriptors());
        for (String name : names.categorical()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("categoricalCols names \"" + name
                        + "\", which is neither a feature nor a descriptor; add it to featuresCols or descriptorCols");
            }
        }
    }

    private static void checkOnce(List<String> names, String parameter) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(parameter + " names column \"" + name + "\" twice; name it once");
            }
        }
    }

    private List<InputColumn> inputs(List<String> names, String role, List<String> categorical) {
        List<InputColumn> columns = new ArrayList<>();
        for (String name : names) {
            ColumnKind kind = kind(name, role);
            if (categorical.contains(name) && kind == ColumnKind.VECTOR) {
                throw new IllegalArgumentException("Column \"" + name
                        + "\" holds vectors and cannot be categorical; take it out of categoricalCols");
            }
            columns.add(new InputColumn(name, categorical.contains(name) ? ColumnKind.CATEGORY : kind));
        }
        return columns;
    }

    private InputColumn label(String name, boolean classification) {
        DataType type = type(name, "label");
        if (classification && (type instanceof StringType || number(type))) {
            return new InputColumn(name, ColumnKind.CATEGORY);
        }
        if (!classification && type instanceof NumericType) {
            return new InputColumn(name, ColumnKind.NUMBER);
        }
        throw wrongType(name, "label", classification ? "a string, number or boolean" : "a number", type);
    }

    private void requireNames(VariantColumn variant) {
        DataType type = type(variant.name(), "variant");
        if (!(type instanceof StringType) && !number(type)) {
            throw wrongType(variant.name(), "variant", "a string, number or boolean", type);
        }
    }

    private void requireTask(String name) {
        DataType type = type(name, "task");
        boolean named = type instanceof StringType || type instanceof DateType || type instanceof TimestampType;
        if (!named && !number(type)) {
            throw wrongType(name, "task", "a string, number, boolean, date or timestamp", type);
        }
    }

    /**
     * Checks that the columns of a fitted encoder are there and can be read in the same way.
     *
     * @throws IllegalArgumentException if one is missing or has another type
     */
    public void require(TableColumns columns) {
        requireTask(columns.task());
        Stream.concat(columns.features().stream(), columns.descriptors().stream())
                .forEach(column -> requireKind(column, "feature or descriptor"));
        if (columns.variant() != null) {
            requireNames(columns.variant());
        }
        if (columns.label() != null) {
            label(columns.label().name(), columns.label().kind() == ColumnKind.CATEGORY);
        }
    }

    private void requireKind(InputColumn column, String role) {
        ColumnKind found = kind(column.name(), role);
        boolean categories = column.kind() == ColumnKind.CATEGORY && found == ColumnKind.NUMBER;
        if (found != column.kind() && !categories) {
            throw wrongType(
                    column.name(),
                    role,
                    switch (column.kind()) {
                        case NUMBER -> "a number or boolean, as the model was fitted to";
                        case CATEGORY -> "a category (a string or number), as the model was fitted to";
                        case VECTOR -> "a vector, as the model was fitted to";
                    },
                    type(column.name(), role));
        }
    }

    private ColumnKind kind(String name, String role) {
        DataType type = type(name, role);
        if (number(type)) {
            return ColumnKind.NUMBER;
        }
        if (type instanceof StringType) {
            return ColumnKind.CATEGORY;
        }
        if (type.sameType(SQLDataTypes.VectorType())) {
            return ColumnKind.VECTOR;
        }
        throw wrongType(name, role, "a number, boolean, string or vector", type);
    }

    private static boolean number(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType;
    }

    private DataType type(String name, String role) {
        if (!List.of(schema.fieldNames()).contains(name)) {
            String known =
                    Stream.of(schema.fieldNames()).limit(MOST_NAMES_SHOWN).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("There is no column \"" + name + "\" (" + role
                    + ") in the table. Its columns are: " + known
                    + (schema.size() > MOST_NAMES_SHOWN
                            ? ", and " + (schema.size() - MOST_NAMES_SHOWN) + " more"
                            : ""));
        }
        return schema.apply(name).dataType();
    }

    private static IllegalArgumentException wrongType(String name, String role, String expected, DataType type) {
        return new IllegalArgumentException("Column \"" + name + "\" (" + role + ") must be " + expected + ", but is "
                + type.simpleString() + "; cast it, or name another column");
    }
}
