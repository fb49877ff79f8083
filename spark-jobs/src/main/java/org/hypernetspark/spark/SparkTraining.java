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
 * @param embeddings trained task embeddings, one element for each worker
 */
public record SparkTraining(Hypernet hypernet, Loss loss, float[] phi, JavaRDD<TaskEmbeddings> embeddings) {
    /** All embeddings, on the driver. */
    public TaskEmbeddings collectEmbeddings() {
        List<TaskEmbeddings> parts = new ArrayList<>(embeddings.collect());
        parts.add(0, new TaskEmbeddings(new String[0], hypernet.condition().embedding(), new float[0]));
        return merge(parts);
    }

    /** Pairwise, so that many parts merge in few passes. */
    private static TaskEmbeddings merge(List<TaskEmbeddings> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int half = parts.size() / 2;
        return merge(parts.subList(0, half)).with(merge(parts.subList(half, parts.size())));
    }

    /** The outcome as a local trainer gives it, on the driver. */
    public TrainedHypernet collect() {
        return new TrainedHypernet(hypernet, loss, phi, collectEmbeddings());
    }
}
