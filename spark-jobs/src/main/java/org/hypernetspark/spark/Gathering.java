package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Brings the elements of an RDD to the driver, where those of a partition are used and forgotten as soon as they come. */
final class Gathering {
    private Gathering() {}

    /** Hands each element to {@code sink}, one at a time; partitions come in any order. */
    @SuppressWarnings("unchecked")
    static <T> void each(RDD<T> rdd, Consumer<T> sink) {
        ClassTag<Object[]> tag = (ClassTag<Object[]>) (ClassTag<?>) ClassTag$.MODULE$.apply(Object[].class);
        rdd.context().runJob(rdd, new Elements<T>(), new Use<>(sink), tag);
    }

    private static final class Elements<T> extends AbstractFunction2<TaskContext, Iterator<T>, Object[]>
            implements Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Object[] apply(TaskContext context, Iterator<T> elements) {
            List<Object> all = new ArrayList<>();
            while (elements.hasNext()) {
                all.add(elements.next());
            }
            return all.toArray();
        }
    }

    private static final class Use<T> extends AbstractFunction2<Object, Object[], BoxedUnit> {
        private final Consumer<T> sink;

        Use(Consumer<T> sink) {
            this.sink = sink;
        }

        @Override
        @SuppressWarnings("unchecked")
        public BoxedUnit apply(Object partition, Object[] elements) {
            for (Object element : elements) {
                sink.accept((T) element);
            }
            return BoxedUnit.UNIT;
        }
    }
}
