package org.hypernetspark.train;

/** Sums up a round over workers, added in their order. */
final class RoundSums {
    private WeightedMean[] means = {};
    private RoundStatistics statistics = RoundStatistics.NONE;
    private Divergence divergence;

    void add(WorkerResult result) {
        float[][] vectors = result.vectors();
        if (vectors.length > 0 && means.length == 0) {
            means = new WeightedMean[vectors.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = new WeightedMean(vectors[i].length);
            }
        }
        for (int i = 0; i < vectors.length; i++) {
            means[i].add(vectors[i], 0, result.weight());
        }
        statistics = statistics.plus(result.statistics());
        divergence = divergence == null ? result.divergence() : divergence;
    }

    RoundResult result() {
        float[][] results = new float[divergence == null ? means.length : 0][];
        for (int i = 0; i < results.length; i++) {
            results[i] = means[i].result();
        }
        return new RoundResult(results, statistics, divergence);
    }
}
