package org.hypernetspark.spark;

import java.io.Serializable;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.RoundStatistics;

/**
 * A worker's part of one averaged slice, on its way to the reducer of that slice. The last slice of a round carries no
 * values but statistics.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
final class Slice implements Serializable {
    private static final long serialVersionUID = 1;

    final int worker;
    final double weight;
    final float[] values;
    final RoundStatistics statistics;
    final Divergence divergence;

    Slice(int worker, double weight, float[] values, RoundStatistics statistics, Divergence divergence) {
        this.worker = worker;
        this.weight = weight;
        this.values = values;
        this.statistics = statistics;
        this.divergence = divergence;
    }
}
