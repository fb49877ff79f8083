package org.hypernetspark.ml;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.train.MetricSummary;

/**
 * How well a model predicts a table.
 *
 * @param tasks one row for each task in order of their ids: its id, its number of rows, then a column for each metric (NaN for
 *     tasks that were not to be predicted)
 * @param summary over tasks
 */
public record Evaluation(Dataset<Row> tasks, MetricSummary summary) {}
