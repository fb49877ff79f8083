package org.hypernetspark.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.hypernetspark.config.ConfigException;

/** A folder of CSV or Parquet files that a table is written to; it appears at once or not at all. */
final class TableOutput {
    private final String name;
    private final FileSystem files;
    private final Path target;

    private TableOutput(String name, FileSystem files) {
        this.name = name;
        this.files = files;
        this.target = files.makeQualified(new Path(name));
    }

    /**
     * A folder that does not exist yet.
     *
     * @throws ConfigException if it does, or its name does not tell the format
     */
    static TableOutput to(String name, SparkSession spark) throws IOException {
        if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
            throw new ConfigException("--output " + name + ": expected a name that ends in .csv or .parquet");
        }
        refuseExisting(name, spark);
        return new TableOutput(
                name, new Path(name).getFileSystem(spark.sessionState().newHadoopConf()));
    }

    /** Makes sure that there is nothing at a place. */
    static void refuseExisting(String name, SparkSession spark) throws IOException {
        if (new OutputFiles(spark).exists(name)) {
            throw new ConfigException("--output " + name + ": is there already; delete it, or name another place");
        }
    }

    /** Writes the rows. */
    void write(Dataset<Row> rows) throws IOException {
        Path temporary = new Path(target.getParent(), "." + target.getName() + ".tmp");
        try {
            files.delete(temporary, true);
            if (name.endsWith(".csv")) {
                plain(rows).write().option("header", true).csv(temporary.toString());
            } else {
                rows.write().parquet(temporary.toString());
            }
            if (!files.rename(temporary, target)) {
                throw new IOException("Cannot rename " + temporary + " to " + target);
            }
        } finally {
            files.delete(temporary, true);
        }
    }

    /** CSV has no vectors: they become numbers with spaces between. */
    private static Dataset<Row> plain(Dataset<Row> rows) {
        return rows.select(
                Stream.of(rows.schema().fields()).map(TableOutput::plain).toArray(Column[]::new));
    }

    private static Column plain(StructField field) {
        Column column = col("`" + field.name().replace("`", "``") + "`");
        return field.dataType().sameType(SQLDataTypes.VectorType())
                ? concat_ws(" ", functions.vector_to_array(column, "float64").cast("array<string>"))
                        .as(field.name())
                : column;
    }
}
