package org.hypernetspark.spark;

import java.io.Serializable;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.RoundStatistics;

/**
 * What the driver is told of a round's means, which stay on the executors.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
final class MeansReport implements Serializable {
    private static final long serialVersionUID = 1;

    static final MeansReport NONE = new MeansReport(true, RoundStatistics.NONE, null);

    /** Whether all values of the first vector are finite. */
    final boolean finite;

    final RoundStatistics statistics;
    /** Null if there was none. */
    final Divergence divergence;

    MeansReport(boolean finite, RoundStatistics statistics, Divergence divergence) {
        this.finite = finite;
        this.statistics = statistics;
        this.divergence = divergence;
    }

    /** Of a mean. */
    static MeansReport ofValues(Slice mean, boolean ofFirstVector) {
        boolean finite = !ofFirstVector || Kernels.allFinite(mean.values, mean.from, mean.from + mean.length);
        return finite ? NONE : new MeansReport(false, RoundStatistics.NONE, null);
    }

    /** Of the sum of what workers did. */
    static MeansReport of(Slice statistics) {
        return new MeansReport(true, statistics.statistics, statistics.divergence);
    }

    /** Of both. */
    MeansReport plus(MeansReport other) {
        return new MeansReport(
                finite && other.finite,
                statistics.plus(other.statistics),
                divergence == null ? other.divergence : divergence);
    }
}
