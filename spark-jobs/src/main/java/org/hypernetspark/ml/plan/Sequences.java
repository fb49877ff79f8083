package org.hypernetspark.ml.plan;

import java.util.ArrayList;
import java.util.List;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Lists as Spark's plans hold them: sequences of Scala. */
final class Sequences {
    private Sequences() {}

    static <T> Seq<T> of(List<? extends T> values) {
        return JavaConverters.<T>asScalaBuffer(new ArrayList<>(values)).toList();
    }

    static <T> List<T> list(Seq<T> values) {
        return JavaConverters.seqAsJavaList(values);
    }

    /** First the ones, then the others. */
    static <T> Seq<T> concat(Seq<T> first, Seq<T> second) {
        List<T> all = new ArrayList<>(list(first));
        all.addAll(list(second));
        return of(all);
    }
}
