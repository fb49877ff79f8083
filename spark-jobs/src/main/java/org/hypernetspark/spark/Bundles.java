package org.hypernetspark.spark;

import org.apache.spark.rdd.RDD;
import scala.Option;

/**
 * Partitions of little work taken together, so that a few Spark tasks do it: each costs the driver about 9 kB out and 4 kB in,
 * whatever it does, and some milliseconds.
 */
final class Bundles {
    /** Tasks for each core, so that the last to end does not keep all others waiting for long. */
    private static final int TASKS_PER_CORE = 2;

    private Bundles() {}

    /** The same elements in at most two partitions for each core there is now, where most of what they come from lies. */
    static <T> RDD<T> of(RDD<T> rdd) {
        int most = TASKS_PER_CORE * rdd.context().defaultParallelism();
        return rdd.getNumPartitions() <= most ? rdd : rdd.coalesce(most, false, Option.empty(), null);
    }
}
