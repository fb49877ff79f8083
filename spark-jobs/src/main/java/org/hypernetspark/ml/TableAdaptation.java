package org.hypernetspark.ml;

import java.util.ArrayList;
import java.util.List;
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

/** Fits the embeddings of a table's tasks, on the executors; each task by itself. */
final class TableAdaptation {
    private TableAdaptation() {}

    static TaskEmbeddings of(Dataset<?> dataset, BroadcastPayload payload, AdaptationSpec spec) {
        ModelPayload here = payload.payload();
        new Adaptation(here.hypernet(), here.loss(), spec);
        SparkSession session = dataset.sparkSession();
        Broadcast<ModelPayload> sent = payload.on(session);
        try (TaskTable table = TaskTable.read(dataset, here.encoder(), HypernetModel.SHARES)) {
            List<TaskEmbeddings> fitted = table.shards()
                    .map(shard -> adapt(shard, sent.value(), spec))
                    .collect();
            TaskEmbeddings all = new TaskEmbeddings(
                    new String[0], here.hypernet().condition().embedding(), new float[0]);
            for (TaskEmbeddings part : fitted) {
                all = all.with(part);
            }
            return all;
        }
    }

    private static TaskEmbeddings adapt(Shard shard, ModelPayload payload, AdaptationSpec spec) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < shard.size(); i++) {
            tasks.add(shard.task(i));
        }
        return new Adaptation(payload.hypernet(), payload.loss(), spec).fit(payload.phi(), tasks, payload.embeddings());
    }
}
