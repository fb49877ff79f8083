package org.hypernetspark.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerState;

/**
 * The tasks of a run, as one DL4J embedding table wants them: numbered through all shards.
 *
 * @param rdd the shards, without tasks that have no training rows
 * @param firstTasks number of each shard's first task
 * @param ids of all tasks, in order of their numbers
 * @param initial embeddings before the first round, {@code [tasks, embedding]}
 */
record Dl4jShards(JavaRDD<Shard> rdd, int[] firstTasks, String[] ids, float[] initial) {
    /**
     * Numbers the tasks.
     *
     * @throws IllegalArgumentException if no task has training rows
     */
    static Dl4jShards of(JavaRDD<Shard> all, int embedding, TrainingSpec spec) {
        JavaRDD<Shard> rdd = all.map(Dl4jShards::trainable);
        List<TaskEmbeddings> parts = rdd.map(
                        shard -> WorkerState.initial(shard, embedding, 0, spec).named(shard, embedding))
                .collect();
        int[] firstTasks = new int[parts.size()];
        List<String> ids = new ArrayList<>();
        for (int worker = 0; worker < parts.size(); worker++) {
            firstTasks[worker] = ids.size();
            for (int i = 0; i < parts.get(worker).count(); i++) {
                ids.add(parts.get(worker).id(i));
            }
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("There is no task with training rows; expected at least one");
        }
        float[] initial = new float[ids.size() * embedding];
        for (int worker = 0; worker < parts.size(); worker++) {
            float[] part = parts.get(worker).values();
            System.arraycopy(part, 0, initial, firstTasks[worker] * embedding, part.length);
        }
        return new Dl4jShards(rdd, firstTasks, ids.toArray(new String[0]), initial);
    }

    private static Shard trainable(Shard shard) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < shard.size(); i++) {
            if (shard.task(i).training().count() > 0) {
                tasks.add(shard.task(i));
            }
        }
        return Shard.of(shard.worker(), tasks);
    }

    int tasks() {
        return ids.length;
    }

    /** These embeddings {@code [tasks, embedding]} under their tasks' ids. */
    TaskEmbeddings named(float[] embeddings) {
        int size = embeddings.length / ids.length;
        String[] sorted = ids.clone();
        Arrays.sort(sorted);
        float[] values = new float[embeddings.length];
        for (int task = 0; task < ids.length; task++) {
            int at = Arrays.binarySearch(sorted, ids[task]);
            System.arraycopy(embeddings, task * size, values, at * size, size);
        }
        return new TaskEmbeddings(sorted, size, values);
    }
}
