package org.hypernetspark.spark;

import java.util.ArrayList;
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
 * Groups of partitions, each read as one, partition after partition.
 *
 * <p>As Spark's {@code CoalescedRDD}, whose partitions executors cannot find out and which sends more with each task.
 *
 * @param <T> elements
 */
final class GroupedRdd<T> extends RDD<T> {
    private static final long serialVersionUID = 1;

    private final Grouping grouping;
    private final transient List<String> homes;

    /**
     * Nothing is read yet.
     *
     * @param sources RDDs with the same elements in the same partitions
     * @param homes where each group should be read, in Spark's words; empty if it does not matter
     */
    GroupedRdd(List<RDD<T>> sources, Grouping grouping, List<String> homes, ClassTag<T> tag) {
        super(sources.get(0).context(), dependencies(sources, grouping), tag);
        this.grouping = grouping;
        this.homes = homes;
    }

    private static <T> scala.collection.Seq<Dependency<?>> dependencies(List<RDD<T>> sources, Grouping grouping) {
        List<Dependency<?>> dependencies = new ArrayList<>();
        for (RDD<T> source : sources) {
            dependencies.add(new Members<>(source, dependencies.size(), grouping));
        }
        return JavaConverters.asScalaBuffer(dependencies).toList();
    }

    /** On the members of each group that are read from one of the sources. */
    private static final class Members<T> extends NarrowDependency<T> {
        private static final long serialVersionUID = 1;

        private final int number;
        private final Grouping grouping;

        Members(RDD<T> source, int number, Grouping grouping) {
            super(source);
            this.number = number;
            this.grouping = grouping;
        }

        @Override
        public scala.collection.Seq<Object> getParents(int group) {
            List<Object> parents = Arrays.stream(grouping.members(group))
                    .filter(member -> grouping.from(member) == number)
                    .boxed()
                    .collect(Collectors.toList());
            return JavaConverters.asScalaBuffer(parents).toList();
        }
    }

    /** Spark's own messages about RDDs keep Spark's name. */
    @Override
    public String logName() {
        return RDD.class.getName();
    }

    @SuppressWarnings("unchecked")
    private RDD<T> source(int member) {
        return (RDD<T>) dependencies().apply(grouping.from(member)).rdd();
    }

    @Override
    public Partition[] getPartitions() {
        return IntStream.range(0, grouping.groups())
                .mapToObj(group -> new PartitionRdd.Part(group, partitions(group)))
                .toArray(Partition[]::new);
    }

    private Partition[] partitions(int group) {
        return Arrays.stream(grouping.members(group))
                .mapToObj(member -> source(member).partitions()[member])
                .toArray(Partition[]::new);
    }

    /**
     * A group's home as long as it is there. Afterwards none of its own: Spark would keep tasks waiting for a place that cannot come again, in every
     * round, instead of looking where the members are now.
     */
    @Override
    public scala.collection.Seq<String> getPreferredLocations(Partition split) {
        List<String> home = homes.isEmpty() ? List.of() : List.of(homes.get(split.index()));
        return JavaConverters.asScalaBuffer(home)
                .filter(name -> WorkerGroups.isThere(context(), name))
                .toList();
    }

    @Override
    public scala.collection.Iterator<T> compute(Partition split, TaskContext context) {
        PartitionRdd.Part part = (PartitionRdd.Part) split;
        return JavaConverters.asScalaIterator(Arrays.asList(part.sources()).iterator())
                .flatMap(member -> source(member.index()).iterator(member, context));
    }
}
