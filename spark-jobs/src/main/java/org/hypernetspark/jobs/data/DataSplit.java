package org.hypernetspark.jobs.data;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * A table cut into rows to train on and rows to measure with, for known tasks and for tasks kept unseen.
 *
 * <p>A row's lot is a hash of its content and the seed, a task's lot a hash of its id and the seed, so the cut depends neither
 * on the order of the rows nor on partitions; equal rows stay together. Of the unseen tasks exactly the wanted share is taken:
 * those with the lowest hashes.
 *
 * @param training rows of known tasks to train (and validate) on
 * @param test rows of known tasks to measure with
 * @param adaptation a few rows of each unseen task
 * @param unseenTest rows of unseen tasks to measure with, none of them in {@code adaptation}
 */
public record DataSplit(Dataset<Row> training, Dataset<Row> test, Dataset<Row> adaptation, Dataset<Row> unseenTest) {
    private static final String ROW = "hypernet_row";
    private static final String POSITION = "hypernet_position";
    private static final long TASKS = 8;
    private static final long TEST_ROWS = 1;
    private static final long ADAPTATION_ROWS = 2;

    /**
     * Cuts a table.
     *
     * @throws org.hypernetspark.config.ConfigException if a condition is no SQL, or nothing is left to train on
     */
    public static DataSplit of(JobTable table, DataConfig config) {
        SplitConfig split = config.split();
        Dataset<Row> rows = table.rows();
        Column unseen = unseen(table, config);
        Column test = heldOut(table, config);
        Dataset<Row> known = rows.filter(not(unseen));
        Dataset<Row> training = known.filter(not(test));
        if (training.isEmpty()) {
            throw config.problem("leaves no rows to train on; hold out less", "split");
        }
        Dataset<Row> hidden = rows.filter(unseen);
        return new DataSplit(
                training, known.filter(test), adaptation(hidden.filter(not(test)), table, split), hidden.filter(test));
    }

    private static Dataset<Row> adaptation(Dataset<Row> rows, JobTable table, SplitConfig split) {
        Column order = row_number()
                .over(Window.partitionBy(column(table.columns().task())).orderBy(col(ROW)));
        return rows.withColumn(ROW, rowHash(split.seed(), ADAPTATION_ROWS))
                .withColumn(POSITION, order)
                .filter(col(POSITION).leq(split.adaptRows()))
                .drop(ROW, POSITION);
    }

    private static Column heldOut(JobTable table, DataConfig config) {
        HeldOut held = config.split().test();
        if (held.condition().isEmpty()) {
            return below(rowHash(config.split().seed(), TEST_ROWS), held.share());
        }
        try {
            Column condition = coalesce(expr(held.condition()).cast(DataTypes.BooleanType), lit(false));
            table.rows().filter(condition);
            return condition;
        } catch (Exception e) {
            throw config.problem(SqlMistakes.describe(held.condition(), e), "split", "test");
        }
    }

    private static Column unseen(JobTable table, DataConfig config) {
        SplitConfig split = config.split();
        Column task = column(table.columns().task()).cast(DataTypes.StringType);
        if (!split.unseenTaskIds().isEmpty()) {
            requireTasks(table, config, task);
            return task.isin(split.unseenTaskIds().toArray());
        }
        long wanted = Math.round(split.unseenTasks() * table.taskCount());
        if (split.unseenTasks() == 0) {
            return lit(false);
        }
        if (wanted == 0 || wanted == table.taskCount()) {
            throw config.problem(
                    "makes " + wanted + " of " + table.taskCount()
                            + " tasks unseen; expected at least one unseen and one known task",
                    "split",
                    "unseenTasks");
        }
        Column hash = xxhash64(lit(split.seed()), lit(TASKS), task);
        List<Row> lowest = table.rows()
                .select(hash.as(ROW))
                .distinct()
                .orderBy(ROW)
                .limit(Math.toIntExact(wanted))
                .groupBy()
                .max(ROW)
                .collectAsList();
        return hash.leq(lowest.get(0).getLong(0));
    }

    private static void requireTasks(JobTable table, DataConfig config, Column task) {
        List<Row> found = table.rows()
                .select(task)
                .distinct()
                .filter(task.isin(config.split().unseenTaskIds().toArray()))
                .collectAsList();
        List<String> missing = new ArrayList<>(config.split().unseenTaskIds());
        found.forEach(row -> missing.remove(row.getString(0)));
        if (!missing.isEmpty()) {
            throw config.problem(
                    "names tasks that are not in " + config.table().name() + ": " + String.join(", ", missing),
                    "split",
                    "unseenTasks");
        }
    }

    private static Column rowHash(long seed, long purpose) {
        return xxhash64(lit(seed), lit(purpose), col(JobTable.CONTENT));
    }

    /** Whether a uniform hash falls into the first {@code share} of its range. */
    private static Column below(Column hash, double share) {
        return share == 0 ? lit(false) : hash.lt(lit((long) (Long.MIN_VALUE + share * 0x1.0p64)));
    }

    private static Column column(String name) {
        return col(JobTableReader.quoted(name));
    }
}
