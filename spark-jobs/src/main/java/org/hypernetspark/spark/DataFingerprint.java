package org.hypernetspark.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/** A number that changes when the tasks, a value of their rows or their placement change: one long from each worker. */
final class DataFingerprint {
    private DataFingerprint() {}

    static String of(JavaRDD<Shard> shards) {
        List<Long> parts = shards.map(DataFingerprint::of).collect();
        long hash = 0;
        for (long part : parts) {
            hash = Seeds.mix(hash + part);
        }
        return Long.toHexString(hash);
    }

    private static long of(Shard shard) {
        long hash = shard.worker();
        for (int i = 0; i < shard.size(); i++) {
            Task task = shard.task(i);
            hash = Seeds.mix(hash ^ (task.key() + task.variant()));
            hash = Seeds.mix(hash + Arrays.hashCode(task.descriptor()));
            hash = Seeds.mix(hash + of(task.training()));
            hash = Seeds.mix(hash + of(task.validation()));
        }
        return hash;
    }

    private static long of(Rows rows) {
        long hash = Seeds.mix(rows.count());
        hash = Seeds.mix(hash + Arrays.hashCode(rows.features()));
        return Seeds.mix(hash + Arrays.hashCode(rows.labels()));
    }
}
