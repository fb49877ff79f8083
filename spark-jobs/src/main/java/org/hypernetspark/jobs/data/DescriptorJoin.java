package org.hypernetspark.jobs.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Joins the table that describes tasks to the rows, by the task's id as text. */
final class DescriptorJoin {
    private static final String KEY = "hypernet_descriptor_key";
    private static final int SHOWN = 5;

    private final DataConfig config;
    private final Dataset<Row> table;
    private final List<String> columns;
    /** The column of the target's variants, if it stands in this table beside the descriptor. */
    private final List<String> variant;

    DescriptorJoin(DataConfig config, TableReader reader) {
        this.config = config;
        DescriptorSource source = config.descriptor();
        this.table = source.table() == null ? null : reader.read(source.table());
        this.columns = table == null ? source.columns() : tableColumns(source);
        this.variant = table != null
                        && !columns.contains(config.variant())
                        && List.of(table.columns()).contains(config.variant())
                ? List.of(config.variant())
                : List.of();
    }

    private List<String> tableColumns(DescriptorSource source) {
        List<String> all = new ArrayList<>(Arrays.asList(table.columns()));
        require(all, source.key(), "key");
        all.remove(source.key());
        source.columns().forEach(column -> require(all, column, "columns"));
        return source.columns().isEmpty() ? List.copyOf(all) : source.columns();
    }

    private void require(List<String> all, String column, String key) {
        if (!all.contains(column)) {
            throw config.problem(
                    "there is no column \"" + column + "\" in "
                            + config.descriptor().table().name() + "; its columns: "
                            + String.join(", ", table.columns()),
                    "descriptor",
                    key);
        }
    }

    /** The descriptor's columns, in order. */
    List<String> columns() {
        return columns;
    }

    /**
     * The rows with the descriptor's columns.
     *
     * @throws org.hypernetspark.config.ConfigException if a task is described twice or not at all
     */
    Dataset<Row> apply(Dataset<Row> rows) {
        if (table == null) {
            return rows;
        }
        for (String column : joined()) {
            if (Arrays.asList(rows.columns()).contains(column)) {
                throw config.problem(
                        "column \"" + column + "\" stands in " + config.table().name() + " and in "
                                + config.descriptor().table().name() + "; name the descriptor's columns without it",
                        "descriptor");
            }
        }
        Dataset<Row> described = described();
        Column task = text(config.task());
        List<String> missing = ids(rows.select(task.as(KEY))
                .distinct()
                .filter(col(KEY).isNotNull())
                .join(described, rightKeys(), "left_anti"));
        if (!missing.isEmpty()) {
            throw config.problem(
                    config.descriptor().table().name() + " describes no task " + shown(missing)
                            + "; add a row for each, or leave those tasks out with data.where",
                    "descriptor",
                    "table");
        }
        return rows.withColumn(KEY, task)
                .join(described, rightKeys(), "left_outer")
                .drop(KEY);
    }

    private List<String> joined() {
        return Stream.concat(columns.stream(), variant.stream()).toList();
    }

    /** The described tasks under the name of the rows' task column, with their descriptors. */
    Dataset<Row> tasks() {
        return described().withColumnRenamed(KEY, config.task());
    }

    private static scala.collection.immutable.Seq<String> rightKeys() {
        return scala.collection.immutable.List$.MODULE$.<String>empty().$colon$colon(KEY);
    }

    private Dataset<Row> described() {
        List<Column> selected = new ArrayList<>();
        selected.add(text(config.descriptor().key()).as(KEY));
        joined().forEach(column -> selected.add(col(JobTableReader.quoted(column))));
        Dataset<Row> described = table.select(selected.toArray(new Column[0]));
        List<String> twice = ids(described
                .groupBy(KEY)
                .agg(count(lit(1)).as("times"))
                .filter("times > 1")
                .select(KEY));
        if (!twice.isEmpty()) {
            throw config.problem(
                    config.descriptor().table().name() + " describes more than once the task " + shown(twice)
                            + "; expected one row for each task",
                    "descriptor",
                    "table");
        }
        return described;
    }

    private static List<String> ids(Dataset<Row> rows) {
        return rows.orderBy(KEY).limit(SHOWN + 1).collectAsList().stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static String shown(List<String> ids) {
        String first = String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())));
        return ids.size() > SHOWN ? first + " and others" : first;
    }

    private static Column text(String column) {
        return col(JobTableReader.quoted(column)).cast(DataTypes.StringType);
    }
}
