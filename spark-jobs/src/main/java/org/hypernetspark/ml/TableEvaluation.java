package org.hypernetspark.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.ml.predict.BroadcastPayload;
import org.hypernetspark.ml.predict.ModelPayload;
import org.hypernetspark.ml.predict.PredictionRules;
import org.hypernetspark.ml.table.TaskTable;
import org.hypernetspark.spark.Summaries;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.MetricSums;
import scala.Tuple2;

/** Measures a model on a table, on the executors. */
final class TableEvaluation {
    private TableEvaluation() {}

    static Evaluation of(Dataset<?> dataset, BroadcastPayload payload, PredictionRules rules) {
        SparkSession session = dataset.sparkSession();
        Broadcast<ModelPayload> sent = payload.on(session);
        try (TaskTable table = TaskTable.read(dataset, payload.payload().encoder(), HypernetModel.SHARES)) {
            TargetOutputs.checkLabels(table, sent);
            JavaRDD<Tuple2<String, MetricSums>> tasks = table.shards()
                    .flatMap(shard -> evaluate(shard, sent.value(), rules).iterator())
                    .persist(StorageLevel.MEMORY_AND_DISK());
            return summed(session, tasks, payload.payload().loss().classification());
        }
    }

    /** Computes all tasks, so that they outlive the table. */
    private static Evaluation summed(
            SparkSession session, JavaRDD<Tuple2<String, MetricSums>> tasks, boolean classification) {
        try {
            MetricSummary summary = Summaries.join(tasks.mapPartitionsWithIndex(TableEvaluation::summarize, true)
                    .rdd());
            return new Evaluation(rows(session, tasks, classification), summary, tasks);
        } catch (RuntimeException e) {
            tasks.unpersist(false);
            throw e;
        }
    }

    private static Iterator<Tuple2<Integer, MetricSummary>> summarize(
            int number, Iterator<Tuple2<String, MetricSums>> tasks) {
        MetricSummary summary = new MetricSummary();
        tasks.forEachRemaining(task -> summary.add(task._2()));
        return List.of(new Tuple2<>(number, summary)).iterator();
    }

    private static List<Tuple2<String, MetricSums>> evaluate(Shard shard, ModelPayload payload, PredictionRules rules) {
        List<Task> tasks = new ArrayList<>();
        List<Tuple2<String, MetricSums>> results = new ArrayList<>();
        for (int i = 0; i < shard.size(); i++) {
            if (rules.admits(payload, shard.task(i).id())) {
                tasks.add(payload.asKnown(shard.task(i)));
            } else {
                results.add(new Tuple2<>(shard.task(i).id(), new MetricSums()));
            }
        }
        Shard admitted = Shard.of(shard.worker(), tasks);
        Hypernet hypernet = payload.hypernet();
        int size = hypernet.condition().vector();
        float[] vectors = new float[admitted.size() * size];
        for (int i = 0; i < admitted.size(); i++) {
            payload.vector(admitted.task(i).id(), vectors, i * size);
        }
        double unit = payload.encoder().label().deviation();
        List<MetricSums> sums =
                new Evaluator(hypernet, payload.loss()).evaluate(payload.phi(), admitted, vectors, Task::training);
        for (int i = 0; i < sums.size(); i++) {
            results.add(new Tuple2<>(admitted.task(i).id(), sums.get(i).scaled(unit)));
        }
        return results;
    }

    private static Dataset<Row> rows(
            SparkSession session, JavaRDD<Tuple2<String, MetricSums>> tasks, boolean classification) {
        StructType schema =
                new StructType().add("task", DataTypes.StringType, false).add("rows", DataTypes.LongType, false);
        for (Metric metric : Metric.of(classification)) {
            schema = schema.add(metric.label(), DataTypes.DoubleType, false);
        }
        JavaRDD<Row> rows = tasks.map(task -> {
            List<Object> values =
                    new ArrayList<>(List.of(task._1(), (long) task._2().count()));
            Metric.of(classification).forEach(metric -> values.add(task._2().value(metric)));
            return RowFactory.create(values.toArray());
        });
        return session.createDataFrame(rows, schema).orderBy("task");
    }
}
