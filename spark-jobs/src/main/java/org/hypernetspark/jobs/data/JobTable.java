package org.hypernetspark.jobs.data;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A job's table, ready to use: columns derived, rows filtered, descriptor joined.
 *
 * @param rows the rows; {@link #CONTENT} beside the table's columns
 * @param columns which column serves as what
 * @param rowCount rows
 * @param taskCount tasks
 * @param withoutLabel rows left out because their label is missing
 */
public record JobTable(Dataset<Row> rows, Columns columns, long rowCount, long taskCount, long withoutLabel) {
    /** Name of the column with a hash of the row as it lies in the table: its identity for splits. */
    public static final String CONTENT = "hypernet_content";
}
