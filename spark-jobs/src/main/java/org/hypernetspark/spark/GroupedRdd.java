package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
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

    private final int[][] members;
    private final int[] from;
    private final transient List<String> homes;

    /**
     * Nothing is read yet.
     *
     * @param sources RDDs with the same elements in the same partitions
     * @param members partitions of each group
     * @param from for each partition, the number of the source to read it from
     * @param homes where each group should be read, in Spark's words; empty if it does not matter
     */
    GroupedRdd(List<RDD<T>> sources, int[][] members, int[] from, List<String> homes, ClassTag<T> tag) {
        super(sources.get(0).context(), dependencies(sources, members, from), tag);
        this.members = members;
        this.from = from;
        this.homes = homes;
    }

    /** So many partitions after each other in each group. */
    static <T> RDD<T> ofEach(RDD<T> source, int size, ClassTag<T> tag) {
        int partitions = source.getNumPartitions();
        int[][] members = IntStream.range(0, partitions / size)
                .mapToObj(group ->
                        IntStream.range(group * size, (group + 1) * size).toArray())
                .toArray(int[][]::new);
        return new GroupedRdd<>(List.of(source), members, new int[partitions], List.of(), tag);
    }

    private static <T> scala.collection.Seq<Dependency<?>> dependencies(
            List<RDD<T>> sources, int[][] members, int[] from) {
        List<Dependency<?>> dependencies = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            int source = i;
            dependencies.add(new Members<>(
                    sources.get(i),
                    Arrays.stream(members)
                            .map(group -> Arrays.stream(group)
                                    .filter(member -> from[member] == source)
                                    .toArray())
                            .toArray(int[][]::new)));
        }
        return JavaConverters.asScalaBuffer(dependencies).toList();
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
    private RDD<T> source(int member) {
        return (RDD<T>) dependencies().apply(from[member]).rdd();
    }

    @Override
    public Partition[] getPartitions() {
        return IntStream.range(0, members.length)
                .mapToObj(group -> new PartitionRdd.Part(group, partitions(members[group])))
                .toArray(Partition[]::new);
    }

    private Partition[] partitions(int[] group) {
        return Arrays.stream(group)
                .mapToObj(member -> source(member).partitions()[member])
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
        int[] group = members[part.index()];
        Iterator<Integer> places = IntStream.range(0, group.length).iterator();
        return JavaConverters.asScalaIterator(places)
                .flatMap(place -> source(group[place]).iterator(part.sources()[place], context));
    }
}
