package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.WorkerState;
import scala.Tuple2;

/**
 * A round of all groups: what it makes of the workers' shards and states, which have a partition for each group.
 *
 * @param workspace memory on the executors
 * @param source where they find the shared state
 * @param round from 0
 */
record GroupRound(Broadcast<ExecutorWorkspace> workspace, SharedSource source, int round) implements Serializable {
    /** The workers' new states. */
    RDD<WorkerState> states(RDD<Shard> shards, RDD<WorkerState> states) {
        return PartitionRdd.ofAny(List.of(shards, states), source.wholes(), (group, sources) -> {
            List<WorkerState> ready = workspace.value().states();
            return ready == null ? run(sources, 0) : ready.iterator();
        });
    }

    private Iterator<WorkerState> run(PartitionRdd.Sources sources, int shards) {
        GroupRun run = new GroupRun(workspace.value(), source, sources, shards, round);
        return PartitionRdd.lazily(run::hasNext, () -> run.next().state());
    }

    /**
     * What the workers bring. Their new states, which they have then as well, become those of {@code next}, to be kept by Spark; what
     * they bring, many times larger, is not kept. If {@code next} is there already, because a reducer was lost and asks again,
     * the workers run again, to the same end.
     *
     * @param next {@link #states} of the same shards and states
     */
    RDD<Tuple2<Integer, Slice>> slices(
            RDD<WorkerState> next, RDD<Shard> shards, RDD<WorkerState> states, SliceAverage cutting) {
        return PartitionRdd.ofAny(List.of(next, shards, states), source.wholes(), (group, sources) -> {
            ExecutorWorkspace here = workspace.value();
            GroupRun run = new GroupRun(here, source, sources, 1, round);
            return new GroupSlices(run, cutting, made -> here.with(made, () -> sources.elements(0)));
        });
    }
}
