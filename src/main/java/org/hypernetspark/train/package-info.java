/**
 * Training: local steps of virtual workers, averaging, optimisers, evaluation, early stopping; a complete local trainer.
 *
 * <p>A round is a pure function of shared state, worker states, data and round number. {@link
 * org.hypernetspark.train.TrainingLoop} drives the rounds; a {@link org.hypernetspark.train.WorkerPool} runs the workers,
 * here in threads, elsewhere on a cluster.
 */
package org.hypernetspark.train;
