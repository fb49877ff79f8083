package org.hypernetspark.jobs.data;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.config.ConfigException;

/** Reads tables: CSV (plain or compressed, with a header line) and Parquet, from any Hadoop file system. */
public final class TableReader {
    private final SparkSession spark;

    /** In this session. */
    public TableReader(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * The rows of a table.
     *
     * @throws ConfigException if there is nothing at a path, the format is not known, or the files are not of that format
     */
    public Dataset<Row> read(TableSource source) {
        source.paths().forEach(this::requireExists);
        String format = source.format().isEmpty() ? formatOf(source.paths()) : source.format();
        String[] paths = source.paths().toArray(new String[0]);
        try {
            Dataset<Row> rows = format.equals("csv")
                    ? csv(source).csv(paths)
                    : schema(source).parquet(paths);
            if (rows.columns().length == 0) {
                throw new ConfigException(
                        source.name() + ": the table has no columns; expected a header line and rows");
            }
            return rows;
        } catch (ConfigException e) {
            throw e;
        } catch (Exception e) {
            throw cannotRead(source, format, e);
        }
    }

    private DataFrameReader csv(TableSource source) {
        return schema(source)
                .option("header", true)
                .option("inferSchema", source.schema().isEmpty())
                .option("enforceSchema", false)
                .option("mode", "FAILFAST")
                .options(source.options());
    }

    private DataFrameReader schema(TableSource source) {
        return source.schema().isEmpty() ? spark.read() : spark.read().schema(source.schema());
    }

    private static ConfigException cannotRead(TableSource source, String format, Exception cause) {
        String reason = cause instanceof AnalysisException analysis ? analysis.getSimpleMessage() : rootMessage(cause);
        return new ConfigException(
                source.name() + ": cannot be read as " + format + ": "
                        + reason.lines().findFirst().orElse(""),
                cause);
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private void requireExists(String text) {
        try {
            Path path = new Path(text);
            if (path.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(path) == null
                    || path.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(path).length == 0) {
                throw new ConfigException(text + ": there is no such table; expected a file or folder, relative to the"
                        + " folder you are in or with its file system (hdfs://..., file:...)");
            }
        } catch (ConfigException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(text + ": cannot be looked up: " + e.getMessage(), e);
        }
    }

    private static String formatOf(List<String> paths) {
        Set<String> formats = new LinkedHashSet<>();
        for (String path : paths) {
            formats.add(formatOf(path));
        }
        if (formats.size() > 1) {
            throw new ConfigException(String.join(", ", paths) + ": the files of one table must have one format, got "
                    + String.join(" and ", formats));
        }
        return formats.iterator().next();
    }

    private static String formatOf(String path) {
        if (path.matches(".*\\.csv(\\.(gz|bz2|zst|deflate))?/?")) {
            return "csv";
        }
        if (path.matches(".*\\.parquet/?")) {
            return "parquet";
        }
        throw new ConfigException(
                path + ": the extension does not tell the format; expected .csv, .csv.gz or .parquet, or set format");
    }
}
