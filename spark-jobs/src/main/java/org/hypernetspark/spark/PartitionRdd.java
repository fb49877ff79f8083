package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Partitions computed from the partitions of the same number of other RDDs.
 *
 * <p>As {@code mapPartitions} and {@code zipPartitions}, but without Spark's wrappers around functions: whenever one is made,
 * Spark reads and searches the class files of all of them, which was an eighth of what an empty round cost.
 *
 * @param <T> elements
 */
final class PartitionRdd<T> extends RDD<T> {
    private static final long serialVersionUID = 1;

    private final int sources;
    private final Computation<T> computation;

    private PartitionRdd(List<RDD<?>> sources, List<RDD<?>> wholes, Computation<T> computation) {
        super(sources.get(0).context(), dependencies(sources, wholes), tag());
        this.sources = sources.size();
        this.computation = computation;
    }

    /** Of one RDD. */
    static <A, T> RDD<T> of(RDD<A> source, Function<A, T> function) {
        return new PartitionRdd<T>(
                List.of(source), List.of(), (partition, sources) -> function.of(partition, sources.elements(0)));
    }

    /**
     * Of several RDDs, of which a computation need not look at all.
     *
     * @param wholes RDDs of which each partition may read all partitions; persisted, or each would compute them again
     */
    static <T> RDD<T> ofAny(List<RDD<?>> sources, List<RDD<?>> wholes, Computation<T> computation) {
        return new PartitionRdd<T>(sources, wholes, computation);
    }

    /** What is computed from a partition. */
    interface Function<A, T> extends Serializable {
        Iterator<T> of(int partition, Iterator<A> elements) throws Exception;
    }

    /** What is computed from several partitions of one number. */
    interface Computation<T> extends Serializable {
        Iterator<T> of(int partition, Sources sources) throws Exception;
    }

    /** The partitions that another one is computed from; each is computed itself only when it is asked for. */
    interface Sources {
        /** The elements of the partition of a source. */
        @SuppressWarnings("TypeParameterUnusedInFormals") // sources of different types in one list
        <A> Iterator<A> elements(int source);

        /** What a function makes of each element of a source and that of the next source at its side, when it is asked for. */
        default <A, B, T> Iterator<T> pairs(int source, BiFunction<A, B, T> function) {
            Iterator<A> first = elements(source);
            Iterator<B> second = elements(source + 1);
            return lazily(first::hasNext, () -> function.apply(first.next(), second.next()));
        }

        /** Hands over the elements of all partitions of an RDD that is read as a whole, one partition after the other. */
        <A> void each(int whole, Consumer<A> sink);
    }

    /** An iterator whose elements are made when they are asked for. */
    static <T> Iterator<T> lazily(BooleanSupplier more, Supplier<T> next) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return more.getAsBoolean();
            }

            @Override
            public T next() {
                return next.get();
            }
        };
    }

    /**
     * A partition, with those it is computed from.
     *
     * @param index its number
     * @param sources theirs
     */
    record Part(int index, Partition... sources) implements Partition {}

    /** On all partitions of an RDD. */
    private static final class WholeDependency<A> extends NarrowDependency<A> {
        private static final long serialVersionUID = 1;

        private final int partitions;

        WholeDependency(RDD<A> rdd) {
            super(rdd);
            this.partitions = rdd.getNumPartitions();
        }

        @Override
        public scala.collection.Seq<Object> getParents(int partition) {
            List<Object> all = IntStream.range(0, partitions).boxed().collect(Collectors.toList());
            return JavaConverters.asScalaBuffer(all).toList();
        }
    }

    private static scala.collection.Seq<Dependency<?>> dependencies(List<RDD<?>> sources, List<RDD<?>> wholes) {
        List<Dependency<?>> dependencies = new ArrayList<>();
        sources.forEach(source -> dependencies.add(new OneToOneDependency<>(source)));
        wholes.forEach(whole -> dependencies.add(new WholeDependency<>(whole)));
        return JavaConverters.asScalaBuffer(dependencies).toList();
    }

    /** Of any objects: all that Spark needs to know of elements which stay in iterators. */
    @SuppressWarnings("unchecked")
    static <T> ClassTag<T> tag() {
        return (ClassTag<T>) ClassTag$.MODULE$.AnyRef();
    }

    /** Spark's own messages about RDDs keep Spark's name. */
    @Override
    public String logName() {
        return RDD.class.getName();
    }

    private RDD<?> source(int index) {
        return dependencies().apply(index).rdd();
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] parts = new Partition[source(0).getNumPartitions()];
        for (int i = 0; i < parts.length; i++) {
            Partition[] from = new Partition[sources];
            for (int k = 0; k < sources; k++) {
                from[k] = source(k).partitions()[i];
            }
            parts[i] = new Part(i, from);
        }
        return parts;
    }

    @Override
    public scala.collection.Iterator<T> compute(Partition split, TaskContext context) {
        Part part = (Part) split;
        try {
            return JavaConverters.asScalaIterator(computation.of(part.index, new TaskSources(part, context)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Partition " + part.index + " of " + this + " cannot be computed", e);
        }
    }

    /** The sources of a partition within a Spark task. */
    private final class TaskSources implements Sources {
        private final Part part;
        private final TaskContext context;

        TaskSources(Part part, TaskContext context) {
            this.part = part;
            this.context = context;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> Iterator<A> elements(int source) {
            RDD<A> rdd = (RDD<A>) source(source);
            return JavaConverters.asJavaIterator(rdd.iterator(part.sources[source], context));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> void each(int whole, Consumer<A> sink) {
            RDD<A> rdd = (RDD<A>) source(sources + whole);
            // Found here, not sent with each task: they are as many as reducers.
            for (Partition partition : rdd.partitions()) {
                JavaConverters.asJavaIterator(rdd.iterator(partition, context)).forEachRemaining(sink);
            }
        }
    }
}
