package org.hypernetspark.spark;

import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.hypernetspark.train.MetricSummary;
import scala.Tuple2;
import scala.reflect.ClassTag$;

/** Joins the summaries of shards, in their order, on the cluster: the driver gets one, whatever the number of shards. */
public final class Summaries {
    private Summaries() {}

    /**
     * The summary of all tasks.
     *
     * @param summaries each with its number in their order
     */
    public static MetricSummary join(RDD<Tuple2<Integer, MetricSummary>> summaries) {
        RDD<Tuple2<Integer, MetricSummary>> together = new ShuffledRDD<Integer, MetricSummary, MetricSummary>(
                summaries,
                new HashPartitioner(1),
                ClassTag$.MODULE$.apply(Integer.class),
                ClassTag$.MODULE$.apply(MetricSummary.class),
                ClassTag$.MODULE$.apply(MetricSummary.class));
        MetricSummary all = new MetricSummary();
        Gathering.each(PartitionRdd.of(together, (none, parts) -> joined(parts)), all::add);
        return all;
    }

    private static Iterator<MetricSummary> joined(Iterator<Tuple2<Integer, MetricSummary>> parts) {
        TreeMap<Integer, MetricSummary> ordered = new TreeMap<>();
        parts.forEachRemaining(part -> ordered.put(part._1(), part._2()));
        MetricSummary sum = new MetricSummary();
        ordered.values().forEach(sum::add);
        return List.of(sum).iterator();
    }
}
