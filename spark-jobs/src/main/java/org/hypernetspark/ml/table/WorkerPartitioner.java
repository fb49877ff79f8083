package org.hypernetspark.ml.table;

import org.apache.spark.Partitioner;
import org.hypernetspark.task.Shard;

/** Sends each row to the virtual worker its task belongs to: partition = worker. */
final class WorkerPartitioner extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int workers;

    WorkerPartitioner(int workers) {
        this.workers = workers;
    }

    @Override
    public int numPartitions() {
        return workers;
    }

    @Override
    public int getPartition(Object key) {
        return Shard.workerOf(((RawRow) key).task(), workers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerPartitioner partitioner && partitioner.workers == workers;
    }

    @Override
    public int hashCode() {
        return workers;
    }
}
