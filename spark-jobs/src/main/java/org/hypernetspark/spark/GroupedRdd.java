package org.hypernetspark.spark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;

/**
 * Groups of partitions of another RDD, each read as one, partition after partition.
 *
 * <p>As Spark's {@code CoalescedRDD}, whose partitions executors cannot find out and which sends more with each task.
 *
 * @param <T> elements
 */
final class GroupedRdd<T> extends RDD<T> {
    private static final long serialVersionUID = 1;

    private final int[][] members;
    private final transient List<String> homes;

    /**
     * Nothing is read yet.
     *
     * @param members partitions of each group
     * @param homes where each group should be read, in Spark's words; empty if it does not matter
     */
    GroupedRdd(RDD<T> source, int[][] members, List<String> homes, ClassTag<T> tag) {
        super(
                source.context(),
                JavaConverters.asScalaBuffer(List.<Dependency<?>>of(new Members<>(source, members)))
                        .toList(),
                tag);
        this.members = members;
        this.homes = homes;
    }

    /** So many partitions after each other in each group. */
    static <T> RDD<T> ofEach(RDD<T> source, int size, ClassTag<T> tag) {
        int[][] members = IntStream.range(0, source.getNumPartitions() / size)
                .mapToObj(group ->
                        IntStream.range(group * size, (group + 1) * size).toArray())
                .toArray(int[][]::new);
        return new GroupedRdd<>(source, members, List.of(), tag);
    }

    private static final class Members<T> extends NarrowDependency<T> {
        private static final long serialVersionUID = 1;

        private final int[][] members;

        Members(RDD<T> source, int[][] members) {
            super(source);
            this.members = members;
        }

        @Override
        public scala.collection.Seq<Object> getParents(int group) {
            List<Object> parents = Arrays.stream(members[group]).boxed().collect(Collectors.toList());
            return JavaConverters.asScalaBuffer(parents).toList();
        }
    }

    /** Spark's own messages about RDDs keep Spark's name. */
    @Override
    public String logName() {
        return RDD.class.getName();
    }

    @SuppressWarnings("unchecked")
    private RDD<T> source() {
        return (RDD<T>) dependencies().apply(0).rdd();
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] of = source().partitions();
        return IntStream.range(0, members.length)
                .mapToObj(group -> new PartitionRdd.Part(
                        group,
                        Arrays.stream(members[group])
                                .mapToObj(member -> of[member])
                                .toArray(Partition[]::new)))
                .toArray(Partition[]::new);
    }

    @Override
    public scala.collection.Seq<String> getPreferredLocations(Partition split) {
        List<String> homes = this.homes.isEmpty() ? List.of() : List.of(this.homes.get(split.index()));
        return JavaConverters.asScalaBuffer(
                        homes.stream().filter(home -> !home.isEmpty()).toList())
                .toList();
    }

    @Override
    public scala.collection.Iterator<T> compute(Partition split, TaskContext context) {
        PartitionRdd.Part part = (PartitionRdd.Part) split;
        RDD<T> source = source();
        return JavaConverters.asScalaIterator(Arrays.asList(part.sources()).iterator())
                .flatMap(partition -> source.iterator(partition, context));
    }
}
