package org.hypernetspark.jobs.data;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Counts a table's rows and tasks in one pass and, if it is to be trained or measured on, makes sure in the same pass that no
 * value is missing: before anything is written, and in rows held out as well.
 */
final class TableCounts {
    private final DataConfig config;
    private final Columns columns;
    private final Column used;
    private final List<String> checked = new ArrayList<>();

    /** For rows that have a label, if that is needed; else for all. */
    TableCounts(DataConfig config, Columns columns, boolean needsLabel) {
        this.config = config;
        this.columns = columns;
        this.used = needsLabel ? column(columns.label()).isNotNull() : lit(true);
        checked.add(columns.task());
        if (needsLabel) {
            checked.add(columns.label());
            checked.addAll(columns.features());
            checked.addAll(columns.descriptor());
        }
    }

    /** The rows that are used, counted. */
    JobTable of(Dataset<Row> rows) {
        List<Column> aggregates = new ArrayList<>();
        aggregates.add(count(when(used, 1)));
        aggregates.add(countDistinct(when(used, column(columns.task()))));
        checked.forEach(name -> aggregates.add(count(when(used.and(bad(rows.schema(), name)), 1))));
        Row counts = rows.agg(count(lit(1)), aggregates.toArray(new Column[0])).first();
        long usedRows = counts.getLong(1);
        if (usedRows == 0) {
            throw config.problem("the table " + config.table().name() + " has no rows"
                    + (config.where().isEmpty() ? "" : " that meet data.where")
                    + (checked.size() == 1 ? "" : " with a label"));
        }
        for (int i = 0; i < checked.size(); i++) {
            if (counts.getLong(3 + i) > 0) {
                throw problem(checked.get(i), counts.getLong(3 + i), usedRows);
            }
        }
        return new JobTable(rows.filter(used), columns, usedRows, counts.getLong(2), counts.getLong(0) - usedRows);
    }

    private Column bad(StructType schema, String name) {
        Column column = column(name);
        if (!(schema.apply(name).dataType() instanceof NumericType)) {
            return column.isNull();
        }
        Column value = column.cast(DataTypes.DoubleType);
        return value.isNull().or(value.isNaN()).or(abs(value).equalTo(lit(Double.POSITIVE_INFINITY)));
    }

    private RuntimeException problem(String name, long bad, long all) {
        String key = name.equals(columns.task())
                ? "task"
                : name.equals(columns.label())
                        ? "label"
                        : columns.features().contains(name) ? "features" : "descriptor";
        return config.problem(
                "column \"" + name + "\" (" + key + ") of " + config.table().name() + " has no usable value in " + bad
                        + " of " + all + " rows; leave them out with data.where, for example \"" + name
                        + " IS NOT NULL\", or fill them with data.derive",
                key);
    }

    private static Column column(String name) {
        return col(JobTableReader.quoted(name));
    }
}
