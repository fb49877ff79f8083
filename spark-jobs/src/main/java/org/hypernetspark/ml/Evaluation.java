package org.hypernetspark.ml;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.train.MetricSummary;

/**
 * How well a model predicts a table. The rows of the tasks lie on the cluster, as there may be very many: they are kept there
 * until {@link #close}.
 *
 * @param tasks one row for each task in order of their ids: its id, its number of rows, then a column for each metric (NaN for
 *     tasks that were not to be predicted)
 * @param summary over tasks
 * @param kept what {@code tasks} is read from
 */
public record Evaluation(Dataset<Row> tasks, MetricSummary summary, JavaRDD<?> kept) implements AutoCloseable {
    /** Lets the cluster forget the rows of the tasks. */
    @Override
    public void close() {
        kept.unpersist(false);
    }
}
