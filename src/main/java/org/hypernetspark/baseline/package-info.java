/**
 * The models a hypernet has to beat, trained with the same engine on the same batches: one pooled network, one separate
 * network (or linear model) for each task, the mean.
 *
 * <p>Their results depend on seed, tasks and settings alone, and are scored by the hypernet's own {@link
 * org.hypernetspark.train.PredictionScorer}.
 */
package org.hypernetspark.baseline;
