package org.hypernetspark.bench.scale;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.task.Task;

/**
 * The training rows of {@link SyntheticTasks} as a table with the columns task, f0, f1 ... and label; with very many features
 * they are one vector column.
 */
record SyntheticTable(SyntheticTasks tasks) {
    private static final int MOST_COLUMNS = 64;

    private boolean vector() {
        return tasks.features() > MOST_COLUMNS;
    }

    String[] featureColumns() {
        int columns = vector() ? 1 : tasks.features();
        return IntStream.range(0, columns).mapToObj(i -> "f" + i).toArray(String[]::new);
    }

    /** The table task by task, made where it is read. */
    Dataset<Row> read(SparkSession session) {
        StructType schema = new StructType().add("task", DataTypes.StringType, false);
        for (String feature : featureColumns()) {
            schema = schema.add(feature, vector() ? SQLDataTypes.VectorType() : DataTypes.FloatType, false);
        }
        SyntheticTasks here = tasks;
        boolean vector = vector();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        JavaRDD<Row> rows = context.parallelize(
                        IntStream.range(0, here.count()).boxed().toList())
                .flatMap(number -> rows(here.task(number), vector));
        return session.createDataFrame(rows, schema.add("label", DataTypes.FloatType, false));
    }

    /** The same rows in an order that mixes the tasks, in as many partitions as run at once. */
    Dataset<Row> readShuffled(SparkSession session) {
        return read(session)
                .withColumn("order", functions.rand(1))
                .orderBy("order")
                .drop("order")
                .coalesce(session.sparkContext().defaultParallelism());
    }

    private static Iterator<Row> rows(Task task, boolean vector) {
        List<Row> rows = new ArrayList<>();
        int width = task.training().featureWidth();
        for (int row = 0; row < task.training().count(); row++) {
            Object[] features = features(task.training().features(), row * width, width, vector);
            Object[] values = new Object[features.length + 2];
            values[0] = task.id();
            System.arraycopy(features, 0, values, 1, features.length);
            values[values.length - 1] = task.training().labels()[row];
            rows.add(RowFactory.create(values));
        }
        return rows.iterator();
    }

    private static Object[] features(float[] x, int at, int width, boolean vector) {
        if (vector) {
            return new Object[] {
                Vectors.dense(
                        IntStream.range(0, width).mapToDouble(i -> x[at + i]).toArray())
            };
        }
        return IntStream.range(0, width).mapToObj(i -> x[at + i]).toArray();
    }
}
