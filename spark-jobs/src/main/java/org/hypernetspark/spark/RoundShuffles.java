package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ContextCleaner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.rdd.RDD;

/**
 * The shuffles of rounds since the last commit, whose files are deleted when the next one is made. Spark itself deletes them when
 * the driver happens to collect its garbage, which a driver that does little seldom does: disks would fill.
 */
final class RoundShuffles implements AutoCloseable {
    private final ContextCleaner cleaner;
    private final List<Integer> shuffles = new ArrayList<>();

    /**
     * None yet.
     *
     * @param cleaner Spark's; null if it is switched off
     */
    RoundShuffles(ContextCleaner cleaner) {
        this.cleaner = cleaner;
    }

    /** One more: that behind a round's means. */
    void add(RDD<Slice> means) {
        ShuffleDependency<?, ?, ?> shuffle =
                (ShuffleDependency<?, ?, ?>) means.dependencies().apply(0);
        shuffles.add(shuffle.shuffleId());
    }

    /** Nothing will be computed from them any more. */
    void committed() {
        if (cleaner != null) {
            shuffles.forEach(shuffle -> cleaner.doCleanupShuffle(shuffle, false));
        }
        shuffles.clear();
    }

    @Override
    public void close() {
        committed();
    }
}
