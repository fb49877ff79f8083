package org.hypernetspark.spark;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.WorkerResult;
import org.hypernetspark.train.WorkerState;
import org.hypernetspark.train.WorkerTraining;

/**
 * A round of a group's workers, one after the other, in one Spark task. A worker runs when it is asked for, and its vectors are those
 * that the one before it brought: they may not be read any more.
 */
final class GroupRun implements Iterator<WorkerResult> {
    private final ExecutorWorkspace here;
    private final Iterator<WorkerResult> results;
    private WorkerTraining training;
    /** What the last worker brought; null if it has been given back. */
    private WorkerResult brought;

    /**
     * Of the workers whose shards are in a source, and their states in the next.
     *
     * @param round from 0
     */
    GroupRun(ExecutorWorkspace here, SharedSource source, PartitionRdd.Sources sources, int shards, int round) {
        this.here = here;
        this.results = sources.pairs(shards, (Shard shard, WorkerState state) -> {
            training = here.training();
            return source.use(here, sources, shared -> training.run(shared, shard, state, round));
        });
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> release()); // if it fails halfway
    }

    @Override
    public boolean hasNext() {
        return results.hasNext();
    }

    @Override
    public WorkerResult next() {
        release();
        brought = results.next();
        return brought;
    }

    /** Says that what the last worker brought is not read any more. */
    void release() {
        if (brought != null) {
            training.recycle(brought);
            here.giveBack(training);
            brought = null;
        }
    }
}
