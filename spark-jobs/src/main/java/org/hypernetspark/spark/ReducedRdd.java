package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.HashPartitioner;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.Partition;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.shuffle.ShuffleReadMetricsReporter;
import org.apache.spark.shuffle.ShuffleWriteProcessor;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * What reducers make of shuffled values, several reducers in a partition, one after the other: what a reducer holds stays bounded, and there
 * are no more Spark tasks than wanted.
 *
 * <p>As Spark's {@code ShuffledRDD} with a function behind it and partitions put together, but as one RDD: all RDDs since the last commit travel with every task of
 * a round.
 *
 * @param <V> shuffled values
 * @param <T> elements
 */
final class ReducedRdd<V, T> extends RDD<T> {
    private static final long serialVersionUID = 1;

    private final int tasks;
    /** Of one task. */
    private final int reducers;

    private final Reduction<V, T> reduction;

    /**
     * Nothing is shuffled yet.
     *
     * @param values by what a reducer's number follows from, modulo the number of all reducers
     * @param tasks partitions
     * @param reducers of each partition
     * @param serializer of the values
     * @param reduction what is made of each reducer's values
     */
    ReducedRdd(
            RDD<Tuple2<Integer, V>> values, int tasks, int reducers, Serializer serializer, Reduction<V, T> reduction) {
        super(values.context(), dependencies(values, tasks * reducers, serializer), PartitionRdd.tag());
        this.tasks = tasks;
        this.reducers = reducers;
        this.reduction = reduction;
    }

    /** What is made of a reducer's values. */
    interface Reduction<V, T> extends Serializable {
        Iterator<T> of(Iterator<Tuple2<Integer, V>> values);
    }

    private static <V> scala.collection.Seq<Dependency<?>> dependencies(
            RDD<Tuple2<Integer, V>> values, int reducers, Serializer serializer) {
        Dependency<?> shuffle = new ShuffleDependency<Integer, V, V>(
                values,
                new HashPartitioner(reducers),
                serializer,
                Option.empty(),
                Option.empty(),
                false,
                new ShuffleWriteProcessor(),
                PartitionRdd.tag(),
                PartitionRdd.tag(),
                PartitionRdd.tag());
        return JavaConverters.asScalaBuffer(List.<Dependency<?>>of(shuffle)).toList();
    }

    /** Spark's own messages about RDDs keep Spark's name. */
    @Override
    public String logName() {
        return RDD.class.getName();
    }

    @SuppressWarnings("unchecked")
    private ShuffleDependency<Integer, V, V> shuffle() {
        return (ShuffleDependency<Integer, V, V>) dependencies().apply(0);
    }

    @Override
    public Partition[] getPartitions() {
        return IntStream.range(0, tasks).mapToObj(PartitionRdd.Part::new).toArray(Partition[]::new);
    }

    /** Where much of what the first reducer reads lies; of the others it is as much. */
    @Override
    public scala.collection.Seq<String> getPreferredLocations(Partition split) {
        MapOutputTrackerMaster outputs = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
        return outputs.getPreferredLocationsForShuffle(shuffle(), split.index() * reducers);
    }

    @Override
    public scala.collection.Iterator<T> compute(Partition split, TaskContext context) {
        ShuffleReadMetricsReporter metrics = context.taskMetrics().createTempShuffleReadMetrics();
        Iterator<Integer> numbers = IntStream.range(split.index() * reducers, (split.index() + 1) * reducers)
                .iterator();
        return JavaConverters.asScalaIterator(numbers).flatMap(reducer -> {
            Iterator<Tuple2<Integer, V>> read = read(reducer, context, metrics);
            return JavaConverters.asScalaIterator(reduction.of(read));
        });
    }

    private Iterator<Tuple2<Integer, V>> read(int reducer, TaskContext context, ShuffleReadMetricsReporter metrics) {
        return JavaConverters.asJavaIterator(SparkEnv.get()
                .shuffleManager()
                .<Integer, V>getReader(shuffle().shuffleHandle(), reducer, reducer + 1, context, metrics)
                .read()
                .map(pair -> (Tuple2<Integer, V>) pair));
    }
}
