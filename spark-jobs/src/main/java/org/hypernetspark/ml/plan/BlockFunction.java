package org.hypernetspark.ml.plan;

import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/** What computes added columns, sent to the executors. */
@FunctionalInterface
public interface BlockFunction extends Serializable {
    /**
     * Begins a partition.
     *
     * @param schema of its rows: at least the columns that were asked for
     */
    Blocks begin(StructType schema);
}
