package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** Brings the rows of each task together: the one shuffle of a table. */
final class RawTable {
    private RawTable() {}

    /**
     * The tasks of a table, partition = virtual worker, in order of their ids, their rows in order of their content: the
     * same whatever the table's partitions and order.
     *
     * @param expected what a fitted encoder expects
     */
    static JavaRDD<RawTask> read(Dataset<?> table, TableColumns columns, Expected expected, int workers) {
        Dataset<Row> used =
                table.select(columns.names().stream().map(RawTable::column).toArray(Column[]::new));
        StructType schema = used.schema();
        return used.javaRDD()
                .mapPartitionsToPair(rows -> {
                    RowReader reader = new RowReader(columns, schema, expected);
                    return new PairIterator(rows, reader);
                })
                .repartitionAndSortWithinPartitions(new WorkerPartitioner(workers), new ContentOrder())
                .mapPartitions(rows -> new RawTaskIterator(rows, columns), true);
    }

    private static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    /** The natural order, in a form that Spark can send. */
    private static final class ContentOrder implements Comparator<RawRow>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(RawRow first, RawRow second) {
            return first.compareTo(second);
        }
    }

    private record PairIterator(Iterator<Row> rows, RowReader reader) implements Iterator<Tuple2<RawRow, Void>> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Tuple2<RawRow, Void> next() {
            return new Tuple2<>(reader.read(rows.next()::get), null);
        }
    }
}
