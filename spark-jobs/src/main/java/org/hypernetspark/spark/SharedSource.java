package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.hypernetspark.train.SharedState;

/** Where executors find a shared state: sent by the driver, or as the means that a round left on the cluster. */
abstract class SharedSource implements Serializable {
    private static final long serialVersionUID = 1;

    /** RDDs that partitions using this source must be able to read as wholes; asked for on the driver. */
    abstract List<RDD<?>> wholes();

    /** Uses the state, which may be overwritten afterwards. */
    abstract <T> T use(ExecutorWorkspace here, PartitionRdd.Sources sources, Function<SharedState, T> use);

    /** What the driver sent. */
    static SharedSource fromDriver(Broadcast<SharedState> broadcast) {
        return new FromDriver(broadcast);
    }

    /**
     * What a round left.
     *
     * @param round which, of this run
     * @param step updates the parameters have had
     */
    static SharedSource fromMeans(ClusterVectors vectors, SliceAverage average, int round, long step) {
        return new FromMeans(List.of(vectors.means()), average, round, step);
    }

    private static final class FromDriver extends SharedSource {
        private static final long serialVersionUID = 1;

        private final Broadcast<SharedState> broadcast;

        FromDriver(Broadcast<SharedState> broadcast) {
            this.broadcast = broadcast;
        }

        @Override
        List<RDD<?>> wholes() {
            return List.of();
        }

        @Override
        <T> T use(ExecutorWorkspace here, PartitionRdd.Sources sources, Function<SharedState, T> use) {
            return use.apply(broadcast.value());
        }
    }

    private static final class FromMeans extends SharedSource {
        private static final long serialVersionUID = 1;

        private final transient List<RDD<?>> means;
        private final SliceAverage average;
        private final int round;
        private final long step;

        FromMeans(List<RDD<?>> means, SliceAverage average, int round, long step) {
            this.means = means;
            this.average = average;
            this.round = round;
            this.step = step;
        }

        @Override
        List<RDD<?>> wholes() {
            return means;
        }

        @Override
        <T> T use(ExecutorWorkspace here, PartitionRdd.Sources sources, Function<SharedState, T> use) {
            SharedCopies copies = here.copies();
            SharedCopies.Copy copy = copies.take(round, average::room);
            try {
                copy.fill(vectors -> sources.<Slice>each(0, mean -> average.put(mean, vectors)));
                return use.apply(copy.state(step));
            } finally {
                copies.giveBack(copy);
            }
        }
    }
}
