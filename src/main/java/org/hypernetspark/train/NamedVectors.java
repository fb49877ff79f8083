package org.hypernetspark.train;

import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.task.Shard;

/** Vectors of a shard's tasks under the tasks' ids, with their variants. */
final class NamedVectors {
    private NamedVectors() {}

    /** Those of {@code vectors [tasks, size]}, which are in the shard's order. */
    static TaskEmbeddings of(Shard shard, int size, float[] vectors) {
        String[] ids = new String[shard.size()];
        int[] variants = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = shard.task(i).id();
            variants[i] = shard.task(i).variant();
        }
        return new TaskEmbeddings(ids, variants, size, vectors);
    }
}
