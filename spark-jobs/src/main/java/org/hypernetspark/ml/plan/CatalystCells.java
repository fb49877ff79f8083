package org.hypernetspark.ml.plan;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.hypernetspark.ml.table.Cells;
import scala.Function1;

/** The cells of a row in Spark's own memory; common types are read without an object for each. Not thread-safe. */
final class CatalystCells implements Cells {
    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;
    private static final int STRING = 3;
    private static final int OTHER = 0;

    private final DataType[] types;
    private final int[] kinds;
    private final Function1<Object, Object>[] converters;
    /** In columns of strings: those of the last row. Rows of a task often follow each other. */
    private final UTF8String[] lastStrings;

    private final String[] lastTexts;
    private UnsafeRow row;

    @SuppressWarnings("unchecked")
    CatalystCells(StructType schema) {
        this.types = Stream.of(schema.fields()).map(StructField::dataType).toArray(DataType[]::new);
        this.kinds = Arrays.stream(types).mapToInt(CatalystCells::kind).toArray();
        this.converters = Arrays.stream(types)
                .map(CatalystTypeConverters::createToScalaConverter)
                .toArray(Function1[]::new);
        this.lastStrings = new UTF8String[types.length];
        this.lastTexts = new String[types.length];
    }

    private static int kind(DataType type) {
        if (type == DataTypes.FloatType) {
            return FLOAT;
        }
        if (type == DataTypes.DoubleType) {
            return DOUBLE;
        }
        return type == DataTypes.StringType ? STRING : OTHER;
    }

    /** The cells of another row. */
    CatalystCells of(UnsafeRow given) {
        row = given;
        return this;
    }

    @Override
    public Object value(int column) {
        return converters[column].apply(row.get(column, types[column]));
    }

    @Override
    public double number(int column) {
        if (row.isNullAt(column)) {
            return Double.NaN;
        }
        return switch (kinds[column]) {
            case FLOAT -> row.getFloat(column);
            case DOUBLE -> row.getDouble(column);
            default -> Cells.super.number(column);
        };
    }

    @Override
    public String text(int column) {
        if (kinds[column] != STRING || row.isNullAt(column)) {
            return Cells.super.text(column);
        }
        UTF8String string = row.getUTF8String(column);
        if (!string.equals(lastStrings[column])) {
            lastStrings[column] = string.copy();
            lastTexts[column] = string.toString();
        }
        return lastTexts[column];
    }
}
