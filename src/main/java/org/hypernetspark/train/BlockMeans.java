package org.hypernetspark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The means of what a few workers brought, block by block while sums are in the cache, on several threads; written over the
 * first worker's vectors. The same bits as {@link WeightedMean} over whole vectors.
 *
 * @param results in the order of their workers, with vectors
 */
record BlockMeans(List<WorkerResult> results) {
    private static final int BLOCK = 4096;

    /** Computes the means on so many threads; returns them. */
    float[][] compute(ExecutorService executor, int threads) {
        float[][] means = results.get(0).vectors();
        List<Future<?>> running = new ArrayList<>();
        for (int part = 0; part < threads; part++) {
            int number = part;
            running.add(executor.submit(() -> compute(means, number, threads)));
        }
        running.forEach(LocalWorkerPool::await);
        return means;
    }

    private void compute(float[][] means, int part, int parts) {
        WeightedMean block = new WeightedMean(BLOCK);
        for (int vector = 0; vector < means.length; vector++) {
            long blocks = ((long) means[vector].length + BLOCK - 1) / BLOCK;
            int end = (int) (blocks * (part + 1) / parts);
            for (int i = (int) (blocks * part / parts); i < end; i++) {
                int from = i * BLOCK;
                int length = Math.min(BLOCK, means[vector].length - from);
                average(vector, from, length == BLOCK ? block : new WeightedMean(length), means[vector]);
            }
        }
    }

    /** The mean of one vector is that vector, but for -0, which a sum makes 0. */
    private void average(int vector, int from, WeightedMean block, float[] mean) {
        if (results.size() == 1 && results.get(0).weight() > 0) {
            for (int i = from; i < from + block.size(); i++) {
                mean[i] += 0f;
            }
            return;
        }
        block.clear();
        for (WorkerResult result : results) {
            block.add(result.vectors()[vector], from, result.weight());
        }
        block.result(mean, from);
    }
}
