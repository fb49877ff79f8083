package org.hypernetspark.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.ml.predict.BroadcastPayload;
import org.hypernetspark.ml.predict.ModelPayload;
import org.hypernetspark.ml.table.TaskTable;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Adaptation;
import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.SupportEncoding;

/** Vectors of a table's tasks, made of its rows on the executors; each task by itself. */
final class TableAdaptation {
    private TableAdaptation() {}

    /** Embeddings fitted to the rows, and the rows encoded as support sets. */
    static TaskEmbeddings of(Dataset<?> dataset, BroadcastPayload payload, AdaptationSpec spec) {
        ModelPayload here = payload.payload();
        new Adaptation(here.hypernet(), here.loss(), spec);
        return vectors(dataset, payload, (shard, model) -> adapt(shard, model, spec));
    }

    /** The rows encoded as support sets; known tasks keep their embeddings, others have zero ones. */
    static TaskEmbeddings ofSupport(Dataset<?> dataset, BroadcastPayload payload) {
        if (payload.payload().condition().support() == null) {
            throw new IllegalArgumentException(
                    "The hypernet sees no support set; adapt the model to the rows instead, or"
                            + " train with condition.support");
        }
        return vectors(dataset, payload, TableAdaptation::encode);
    }

    private static TaskEmbeddings vectors(
            Dataset<?> dataset, BroadcastPayload payload, Function2<Shard, ModelPayload, TaskEmbeddings> work) {
        ModelPayload here = payload.payload();
        SparkSession session = dataset.sparkSession();
        Broadcast<ModelPayload> sent = payload.on(session);
        try (TaskTable table = TaskTable.read(dataset, here.encoder(), HypernetModel.SHARES)) {
            TargetOutputs.checkLabels(table, sent);
            List<TaskEmbeddings> made =
                    table.shards().map(shard -> work.call(shard, sent.value())).collect();
            TaskEmbeddings all = new TaskEmbeddings(
                    new String[0], here.hypernet().condition().vector(), new float[0]);
            for (TaskEmbeddings part : made) {
                all = all.with(part);
            }
            return all;
        }
    }

    private static TaskEmbeddings encode(Shard read, ModelPayload payload) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            tasks.add(payload.asKnown(read.task(i)));
        }
        Shard shard = Shard.of(read.worker(), tasks);
        int embedding = payload.condition().embedding();
        float[] vector = new float[payload.condition().vector()];
        float[] embeddings = new float[shard.size() * embedding];
        for (int i = 0; i < shard.size(); i++) {
            payload.vector(shard.task(i).id(), vector, 0);
            System.arraycopy(vector, 0, embeddings, i * embedding, embedding);
        }
        return new SupportEncoding(payload.hypernet()).named(payload.phi(), shard, embeddings);
    }

    private static TaskEmbeddings adapt(Shard shard, ModelPayload payload, AdaptationSpec spec) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < shard.size(); i++) {
            tasks.add(shard.task(i));
        }
        return new Adaptation(payload.hypernet(), payload.loss(), spec).fit(payload.phi(), tasks, payload.embeddings());
    }
}
