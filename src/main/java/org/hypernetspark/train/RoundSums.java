package org.hypernetspark.train;

/**
 * Sums up rounds over workers, added in their order. The sums are used again from round to round, the means are written over
 * what the first worker brought, and what the others brought is given back.
 */
final class RoundSums {
    private final SpareVectors spares;
    private WeightedMean[] sums = {};
    private float[][] means = {};
    private RoundStatistics statistics = RoundStatistics.NONE;
    private Divergence divergence;

    /** Nothing added yet. */
    RoundSums(SpareVectors spares) {
        this.spares = spares;
    }

    /** Adds what a worker brought, whose vectors nobody else may use any more. */
    void add(WorkerResult result) {
        float[][] vectors = result.vectors();
        boolean first = means.length == 0 && vectors.length > 0;
        if (first) {
            begin(vectors);
        }
        for (int i = 0; i < vectors.length; i++) {
            sums[i].add(vectors[i], 0, result.weight());
        }
        if (!first) {
            spares.giveBack(vectors);
        }
        statistics = statistics.plus(result.statistics());
        divergence = divergence == null ? result.divergence() : divergence;
    }

    private void begin(float[][] vectors) {
        means = vectors;
        if (sums.length != vectors.length) {
            sums = new WeightedMean[vectors.length];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = new WeightedMean(vectors[i].length);
            }
        }
    }

    /** What came of the round; the next one begins with nothing added. */
    RoundResult result() {
        float[][] results = new float[divergence == null ? means.length : 0][];
        for (int i = 0; i < results.length; i++) {
            results[i] = sums[i].result(means[i]);
        }
        RoundResult result = new RoundResult(results, statistics, divergence);
        clear();
        return result;
    }

    private void clear() {
        for (WeightedMean sum : sums) {
            sum.clear();
        }
        means = new float[0][];
        statistics = RoundStatistics.NONE;
        divergence = null;
    }
}
