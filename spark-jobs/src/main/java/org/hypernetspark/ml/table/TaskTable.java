package org.hypernetspark.ml.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/**
 * A table as shards of tasks, one partition for each virtual worker, kept on the cluster until closed. The table itself is
 * read once.
 *
 * <p>Values, order of tasks and order of rows depend on the table's content alone, not on its partitions or their order.
 */
public final class TaskTable implements AutoCloseable {
    private final FeatureEncoder encoder;
    private final JavaRDD<Shard> shards;

    private TaskTable(FeatureEncoder encoder, JavaRDD<Shard> shards) {
        this.encoder = encoder;
        this.shards = shards;
    }

    /**
     * Reads a table and fits an encoder to its training rows.
     *
     * @param columns with a label
     * @param split which rows are kept aside
     * @param workers virtual workers
     * @throws IllegalArgumentException if the table cannot be used, saying where and what to do
     */
    public static TaskTable fit(
            Dataset<?> table, TableColumns columns, EncoderSettings settings, RowSplit split, int workers) {
        JavaRDD<RawTask> raw = keep(RawTable.read(table, columns, Expected.ANYTHING, workers));
        try {
            TableFacts facts = facts(raw, columns, split);
            FactsCheck.categories(columns, facts);
            FeatureEncoder encoder = FeatureEncoder.fit(columns, facts, settings);
            return encode(raw, encoder, task -> new TaskEncoding(encoder, split).encode(task));
        } finally {
            raw.unpersist(false);
        }
    }

    /**
     * Reads a table with a label by an encoder fitted before; all rows are training rows.
     *
     * @throws IllegalArgumentException if the table cannot be used, saying where and what to do
     */
    public static TaskTable read(Dataset<?> table, FeatureEncoder encoder, int workers) {
        return read(table, encoder, encoder.columns(), workers, task -> new TaskEncoding(encoder, RowSplit.NONE)
                .encode(task));
    }

    /**
     * Reads the tasks of a table and their descriptors by an encoder fitted before; other columns need not be there. Without
     * the column of the variants tasks have the variant -1.
     *
     * @throws IllegalArgumentException if the table cannot be used, saying where and what to do
     */
    public static TaskTable readDescriptors(Dataset<?> table, FeatureEncoder encoder, int workers) {
        TableColumns columns = encoder.columns().toPredict(table.schema());
        TableColumns described =
                new TableColumns(columns.task(), List.of(), columns.descriptors(), columns.variant(), null);
        return read(table, encoder, described, workers, task -> new TaskEncoding(encoder, RowSplit.NONE)
                .describe(task, described.variant() != null));
    }

    private static TaskTable read(
            Dataset<?> table,
            FeatureEncoder encoder,
            TableColumns columns,
            int workers,
            Function<RawTask, Task> encoding) {
        new TableSchema(table.schema()).require(columns);
        JavaRDD<RawTask> raw = keep(RawTable.read(table, columns, Expected.of(encoder, columns), workers));
        try {
            facts(raw, columns, RowSplit.NONE);
            return encode(raw, encoder, encoding);
        } finally {
            raw.unpersist(false);
        }
    }

    private static TableFacts facts(JavaRDD<RawTask> raw, TableColumns columns, RowSplit split) {
        TableFacts facts = FactsBuilder.join(
                columns,
                raw.mapPartitions(tasks ->
                                List.of(FactsBuilder.of(columns, tasks, split)).iterator())
                        .collect());
        FactsCheck.usable(facts);
        return facts;
    }

    private static TaskTable encode(JavaRDD<RawTask> raw, FeatureEncoder encoder, Function<RawTask, Task> encoding) {
        JavaRDD<Shard> shards = keep(raw.mapPartitionsWithIndex(
                (worker, tasks) -> List.of(shard(worker, tasks, encoding)).iterator(), true));
        shards.count();
        return new TaskTable(encoder, shards);
    }

    private static Shard shard(int worker, Iterator<RawTask> raw, Function<RawTask, Task> encoding) throws Exception {
        List<Task> tasks = new ArrayList<>();
        while (raw.hasNext()) {
            tasks.add(encoding.call(raw.next()));
        }
        return Shard.of(worker, tasks);
    }

    private static <T> JavaRDD<T> keep(JavaRDD<T> rdd) {
        return rdd.persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** The fitted encoder. */
    public FeatureEncoder encoder() {
        return encoder;
    }

    /** One shard for each worker: partition {@code i} holds the one of worker {@code i}. */
    public JavaRDD<Shard> shards() {
        return shards;
    }

    /** Up to {@code count} of the tasks: the first of the first workers. */
    public List<Task> first(int count) {
        return shards.flatMap(shard -> tasks(shard, count).iterator()).take(count);
    }

    private static List<Task> tasks(Shard shard, int count) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < Math.min(count, shard.size()); i++) {
            tasks.add(shard.task(i));
        }
        return tasks;
    }

    /** Lets the cluster forget the shards. */
    @Override
    public void close() {
        shards.unpersist(false);
    }
}
