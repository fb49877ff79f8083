package org.hypernetspark.ml.table;

import java.util.List;

/** The classes of this package that travel between driver and executors. */
public final class TableClasses {
    private TableClasses() {}

    /** To be registered with Kryo, in this order. */
    public static List<Class<?>> sent() {
        return List.of(
                RawRow.class,
                RawTask.class,
                RawTask[].class,
                TableProblem.class,
                TableProblem[].class,
                ProblemKind.class,
                TableFacts.class,
                TableFacts[].class,
                Moments.class,
                String[][].class);
    }
}
