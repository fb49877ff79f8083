package org.hypernetspark.jobs.data;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.hypernetspark.config.ConfigException;

/** Reads a job's table as its {@code data} section says. */
public final class JobTableReader {
    private final TableReader reader;

    /** In this session. */
    public JobTableReader(SparkSession spark) {
        this.reader = new TableReader(spark);
    }

    /**
     * The table.
     *
     * @param needsLabel whether rows without a label are of no use; they are left out then
     * @throws ConfigException if a file, column or value is not as the section says
     */
    public JobTable read(DataConfig config, boolean needsLabel) {
        Dataset<Row> source = reader.read(config.table());
        Dataset<Row> rows =
                filtered(config, derived(config, needsLabel, source.withColumn(JobTable.CONTENT, contentHash(source))));
        new ColumnResolver(config, rows.schema()).requireTask();
        List<String> descriptor = List.of();
        if (config.descriptor() != null) {
            DescriptorJoin join = new DescriptorJoin(config, reader);
            descriptor = join.columns();
            rows = join.apply(rows);
        }
        Columns columns = new ColumnResolver(config, rows.schema()).resolve(descriptor, needsLabel);
        return new TableCounts(config, columns, needsLabel).of(rows);
    }

    /**
     * The tasks of the descriptor table, under the name of the task column, with their descriptors.
     *
     * @throws ConfigException if there is no such table, or it is not as the section says
     */
    public Dataset<Row> readDescriptors(DataConfig config) {
        if (config.descriptor() == null || config.descriptor().table() == null) {
            throw config.problem("the model sees descriptors that stand in its training table, not in a table of tasks;"
                    + " name one with --descriptor");
        }
        return new DescriptorJoin(config, reader).tasks();
    }

    /** Does not depend on the order of the columns; a missing value counts as an empty text. */
    private static Column contentHash(Dataset<Row> rows) {
        return xxhash64(Stream.of(rows.columns())
                .sorted()
                .map(name -> coalesce(col(quoted(name)).cast(DataTypes.StringType), lit("")))
                .toArray(Column[]::new));
    }

    /** A label that is not needed may depend on columns that are not there. */
    private static Dataset<Row> derived(DataConfig config, boolean needsLabel, Dataset<Row> rows) {
        Dataset<Row> result = rows;
        for (Map.Entry<String, String> entry : config.derive().entrySet()) {
            try {
                result = result.withColumn(entry.getKey(), expr(entry.getValue()));
            } catch (Exception e) {
                if (!needsLabel && entry.getKey().equals(config.label())) {
                    continue;
                }
                throw config.problem(SqlMistakes.describe(entry.getValue(), e), "derive", entry.getKey());
            }
        }
        return result;
    }

    private static Dataset<Row> filtered(DataConfig config, Dataset<Row> rows) {
        if (config.where().isEmpty()) {
            return rows;
        }
        try {
            return rows.filter(config.where());
        } catch (Exception e) {
            throw config.problem(SqlMistakes.describe(config.where(), e), "where");
        }
    }

    static String quoted(String column) {
        return "`" + column.replace("`", "``") + "`";
    }
}
