package org.hypernetspark.spark;

import java.io.Serializable;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.RoundStatistics;

/**
 * A worker's part of one averaged slice, on its way to the reducer of that slice, or the averaged slice on its way to the
 * driver. The slice behind the last carries no values but statistics.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
final class Slice implements Serializable {
    private static final long serialVersionUID = 1;

    /** Number of the slice, from 0. */
    final int number;
    /** The worker; 0 of an average. */
    final int worker;
    /** The worker's weight in the mean. */
    final double weight;
    /** The values are {@code values[from .. from + length)}: what a worker sends need not be copied first. */
    final float[] values;

    final int from;
    final int length;
    /** Null if there are values. */
    final RoundStatistics statistics;
    /** Null if there was none. */
    final Divergence divergence;

    private Slice(
            int number,
            int worker,
            double weight,
            float[] values,
            int from,
            int length,
            RoundStatistics statistics,
            Divergence divergence) {
        this.number = number;
        this.worker = worker;
        this.weight = weight;
        this.values = values;
        this.from = from;
        this.length = length;
        this.statistics = statistics;
        this.divergence = divergence;
    }

    /** Values that lie within an array. */
    static Slice of(int number, int worker, double weight, float[] values, int from, int length) {
        return new Slice(number, worker, weight, values, from, length, null, null);
    }

    /** What a worker did. */
    static Slice of(int number, int worker, RoundStatistics statistics, Divergence divergence) {
        return new Slice(number, worker, 0, new float[0], 0, 0, statistics, divergence);
    }
}
