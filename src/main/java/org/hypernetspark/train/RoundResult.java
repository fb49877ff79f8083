package org.hypernetspark.train;

/**
 * What came of a round on all workers.
 *
 * @param means the weighted means of what the workers brought: parameters (or gradient), then averaged optimiser
 *     state; incomplete if a worker diverged
 * @param statistics sums over workers
 * @param divergence the first worker's, in order of workers; null if there is none
 */
public record RoundResult(SharedVectors means, RoundStatistics statistics, Divergence divergence) {}
