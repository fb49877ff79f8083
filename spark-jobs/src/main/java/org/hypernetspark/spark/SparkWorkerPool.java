package org.hypernetspark.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.Progress;
import org.hypernetspark.train.RoundResult;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.SupportEncoding;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerPool;
import org.hypernetspark.train.WorkerResult;
import org.hypernetspark.train.WorkerState;
import scala.Tuple2;

/**
 * Virtual workers as the partitions of an RDD. Each round makes a new RDD of states from the one before; commits cut the
 * lineage, and broadcasts live until the next commit, so that a lost executor's states can always be computed again.
 */
final class SparkWorkerPool implements WorkerPool, AutoCloseable {
    private final JavaSparkContext context;
    private final TrainingPlan plan;
    private final Hypernet hypernet;
    private final RDD<Shard> shards;
    private final int parallelism;
    private final Checkpoints checkpoints;
    private final Broadcast<ExecutorWorkspace> workspace;
    private final SharedBroadcasts broadcasts;
    private final SliceAverage average;
    private RDD<WorkerState> states;
    private RDD<WorkerState> cached;

    SparkWorkerPool(JavaSparkContext context, TrainingPlan plan, JavaRDD<Shard> shards, RunDirectory directory) {
        this.context = context;
        this.plan = plan;
        this.hypernet = plan.hypernet();
        this.shards = shards.rdd();
        this.parallelism = context.defaultParallelism();
        this.checkpoints = new Checkpoints(context, directory, plan, DataFingerprint.of(shards));
        this.workspace = context.broadcast(new ExecutorWorkspace(plan));
        this.broadcasts = new SharedBroadcasts(context);
        this.average = new SliceAverage(vectors(), hypernet.layout().size(), shards.getNumPartitions());
        this.states = initialStates();
    }

    @Override
    public Hypernet hypernet() {
        return hypernet;
    }

    /** Vectors a worker brings: parameters or gradient, and averaged optimiser state. */
    private int vectors() {
        boolean averaged = plan.training().aggregation() == Aggregation.PARAMETER_AVERAGING
                && plan.training().optimizerState() == OptimizerState.AVERAGE;
        return averaged ? 1 + plan.training().optimizer().slots() : 1;
    }

    private RDD<WorkerState> initialStates() {
        TrainingSpec training = plan.training();
        int embedding = hypernet.condition().embedding();
        int size = average.size();
        return PartitionRdd.of(
                shards, (worker, shard) -> List.of(WorkerState.initial(shard.next(), embedding, size, training))
                        .iterator());
    }

    /** Goes back to the last commit of an earlier start, if there is one. */
    Optional<Progress> resume() {
        Optional<Checkpoints.Commit> commit = checkpoints.latest();
        commit.ifPresent(found -> states = checkpoints.states(found));
        return commit.map(found -> found.progress(plan.training()));
    }

    @Override
    public RoundResult round(SharedState shared, int round) {
        Broadcast<SharedState> broadcast = broadcasts.of(shared);
        Broadcast<ExecutorWorkspace> memory = workspace;
        RDD<WorkerState> next = PartitionRdd.<Shard, WorkerState, WorkerState>ofPairs(
                        shards, states, (shard, state) -> List.of(memory.value()
                                        .run(broadcast.value(), shard, state, round)
                                        .state())
                                .iterator())
                .persist(StorageLevel.MEMORY_AND_DISK());
        next.setName("round " + (round + 1));
        RDD<WorkerState> old = next; // what to free afterwards: the new states if the round fails
        try {
            RoundResult result = average.of(slices(next, broadcast, round), parallelism);
            old = cached;
            cached = next;
            states = next;
            return result;
        } finally {
            free(old);
        }
    }

    /**
     * What workers bring. They ran when their new states were computed, which stay on the cluster; what they bring, many times
     * larger, does not. A state that is there already, because a reducer was lost and asks again, is not enough: the worker
     * runs again, to the same end.
     */
    private RDD<Tuple2<Integer, Slice>> slices(RDD<WorkerState> next, Broadcast<SharedState> broadcast, int round) {
        Broadcast<ExecutorWorkspace> memory = workspace;
        SliceAverage cutting = average;
        return PartitionRdd.ofAny(List.of(next, shards, states), (worker, sources) -> {
            sources.only(0);
            WorkerResult result = memory.value().take();
            return cutting.cut(
                    result != null
                            ? result
                            : memory.value().run(broadcast.value(), sources.only(1), sources.only(2), round));
        });
    }

    @Override
    public MetricSummary validate(SharedState shared) {
        Broadcast<SharedState> broadcast = broadcasts.of(shared);
        Broadcast<ExecutorWorkspace> memory = workspace;
        return Summaries.join(PartitionRdd.ofPairs(shards, states, (shard, state) -> {
            ExecutorWorkspace here = memory.value();
            Evaluator evaluator = new Evaluator(here.hypernet(), here.plan().loss());
            float[] phi = broadcast.value().phi();
            float[] vectors = new SupportEncoding(here.hypernet()).vectors(phi, shard, state.embeddings());
            return List.of(evaluator.summarize(phi, shard, vectors, Task::validation))
                    .iterator();
        }));
    }

    @Override
    public void commit(Progress progress) {
        if (checkpoints.due(progress)) {
            states = checkpoints.states(checkpoints.write(progress, states));
            forget();
            broadcasts.committed();
        }
    }

    /** Frees the states that were kept in memory. */
    private void forget() {
        free(cached);
        cached = null;
    }

    private static void free(RDD<WorkerState> kept) {
        if (kept != null) {
            kept.unpersist(false);
        }
    }

    @Override
    public SharedState restoreBest(Progress progress) {
        Checkpoints.Commit commit = checkpoints.at(progress.bestRound());
        states = checkpoints.states(commit);
        return commit.shared();
    }

    /**
     * The tasks' vectors by the current states, one element for each worker.
     *
     * @param phi encodes support sets; it is sent only if there are any
     */
    JavaRDD<TaskEmbeddings> vectors(float[] phi) {
        TrainingPlan own = plan;
        boolean encoded = plan.hypernetSpec().condition().support() != null;
        // Not destroyed with the pool: the vectors are computed when they are asked for.
        Broadcast<float[]> sent = context.broadcast(encoded ? phi : new float[0]);
        return PartitionRdd.<Shard, WorkerState, TaskEmbeddings>ofPairs(shards, states, (shard, state) -> List.of(
                                new SupportEncoding(own.hypernet()).named(sent.value(), shard, state.embeddings()))
                        .iterator())
                .toJavaRDD();
    }

    @Override
    public void close() {
        forget();
        broadcasts.close();
        workspace.destroy();
    }
}
