package org.hypernetspark.train;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Loss;

/**
 * The outcome of training.
 *
 * @param hypernet the description
 * @param loss what was made small; its link turns outputs into predictions
 * @param phi trained shared parameters
 * @param embeddings trained task embeddings
 */
public record TrainedHypernet(Hypernet hypernet, Loss loss, float[] phi, TaskEmbeddings embeddings) {}
