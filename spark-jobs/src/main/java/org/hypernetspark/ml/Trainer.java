package org.hypernetspark.ml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who trains. */
public enum Trainer {
    /** Our own engine: tasks bound to workers, the same bits on every cluster, runs that go on after a stop. */
    HYPERNET,
    /** The stock trainer of DL4J on Spark, for hypernets and settings that it can express. */
    DL4J_SPARK;

    /** The name used in configurations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of all. */
    static List<String> labels() {
        return Stream.of(values()).map(Trainer::label).toList();
    }
}
