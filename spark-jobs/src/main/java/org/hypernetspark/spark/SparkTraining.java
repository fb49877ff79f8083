package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Loss;
import org.hypernetspark.train.TrainedHypernet;

/**
 * The outcome of training on Spark. The embeddings lie on the cluster, one part for each worker, until they are asked for.
 *
 * @param hypernet the description
 * @param loss what was made small
 * @param phi trained shared parameters
 * @param embeddings the tasks' vectors (trained embeddings, encoded support sets), one element for each worker
 */
public record SparkTraining(Hypernet hypernet, Loss loss, float[] phi, JavaRDD<TaskEmbeddings> embeddings) {
    /** All embeddings, on the driver: the one thing there that grows with the number of tasks. */
    public TaskEmbeddings collectEmbeddings() {
        List<TaskEmbeddings> parts = new ArrayList<>();
        Gathering.each(embeddings.rdd(), parts::add);
        return EmbeddingMerge.of(parts, hypernet.condition().vector());
    }

    /** The outcome as a local trainer gives it, on the driver. */
    public TrainedHypernet collect() {
        return new TrainedHypernet(hypernet, loss, phi, collectEmbeddings());
    }
}
