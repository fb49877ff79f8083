package org.hypernetspark.spark;

import org.apache.spark.rdd.RDD;
import org.hypernetspark.train.SharedVectors;

/** The means of a round, which lie in slices on the executors. The driver asks for them when it commits, and keeps them. */
final class ClusterVectors implements SharedVectors {
    private final RDD<Slice> means;
    private final SliceAverage average;
    private final boolean finite;
    private float[][] here;

    ClusterVectors(RDD<Slice> means, SliceAverage average, boolean finite) {
        this.means = means;
        this.average = average;
        this.finite = finite;
    }

    @Override
    public float[][] here() {
        if (here == null) {
            float[][] room = average.room();
            Gathering.each(means, (Slice mean) -> average.put(mean, room));
            here = room;
        }
        return here;
    }

    @Override
    public boolean finite() {
        return finite;
    }

    /** The slices. */
    RDD<Slice> means() {
        return means;
    }
}
