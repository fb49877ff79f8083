package org.hypernetspark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The means of a round over workers, in their order, written over what the first of them brought.
 *
 * <p>What as many workers as threads bring waits for the end of the round ({@link BlockMeans}). Where there are more, each is
 * added to sums of whole vectors, which are used again from round to round, and given back. Both give the same bits.
 */
final class RoundSums {
    private final SpareVectors spares;
    private final ExecutorService executor;
    private final int threads;
    private final List<WorkerResult> waiting = new ArrayList<>();
    private WeightedMean[] sums = {};
    private float[][] means = {};
    private RoundStatistics statistics = RoundStatistics.NONE;
    private Divergence divergence;

    /**
     * Nothing added yet.
     *
     * @param threads of the executor, and workers whose vectors may wait
     */
    RoundSums(SpareVectors spares, ExecutorService executor, int threads) {
        this.spares = spares;
        this.executor = executor;
        this.threads = threads;
    }

    /** Adds what a worker brought, whose vectors nobody else may use any more. */
    void add(WorkerResult result) {
        statistics = statistics.plus(result.statistics());
        divergence = divergence == null ? result.divergence() : divergence;
        if (result.vectors().length > 0) {
            waiting.add(result);
        }
        if (means.length > 0 || waiting.size() > threads) {
            sumUp();
        }
    }

    private void sumUp() {
        for (WorkerResult result : waiting) {
            boolean first = means.length == 0;
            if (first) {
                begin(result.vectors());
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i].add(result.vectors()[i], 0, result.weight());
            }
            if (!first) {
                spares.giveBack(result.vectors());
            }
        }
        waiting.clear();
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
        SharedVectors vectors = SharedVectors.of(divergence == null ? means() : new float[0][]);
        RoundResult result = new RoundResult(vectors, statistics, divergence);
        clear();
        return result;
    }

    private float[][] means() {
        if (waiting.isEmpty()) {
            for (int i = 0; i < means.length; i++) {
                sums[i].result(means[i], 0);
            }
            return means;
        }
        float[][] results = new BlockMeans(waiting).compute(executor, threads);
        waiting.stream().skip(1).forEach(result -> spares.giveBack(result.vectors()));
        return results;
    }

    private void clear() {
        for (WeightedMean sum : sums) {
            sum.clear();
        }
        waiting.clear();
        means = new float[0][];
        statistics = RoundStatistics.NONE;
        divergence = null;
    }
}
