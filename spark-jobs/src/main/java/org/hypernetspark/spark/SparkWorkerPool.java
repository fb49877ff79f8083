package org.hypernetspark.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.Progress;
import org.hypernetspark.train.RoundResult;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.WorkerPool;
import org.hypernetspark.train.WorkerResult;
import org.hypernetspark.train.WorkerState;

/**
 * Virtual workers as the partitions of an RDD. Each round makes a new RDD of states from the one before; commits cut the
 * lineage, and broadcasts live until the next commit, so that a lost executor's states can always be computed again.
 */
final class SparkWorkerPool implements WorkerPool, AutoCloseable {
    private final JavaSparkContext context;
    private final TrainingPlan plan;
    private final JavaRDD<Shard> shards;
    private final Checkpoints checkpoints;
    private final Broadcast<ExecutorWorkspace> workspace;
    private final int phiSize;
    private final List<Broadcast<SharedState>> broadcasts = new ArrayList<>();
    private final Deque<JavaRDD<?>> cached = new ArrayDeque<>();
    private JavaRDD<WorkerState> states;

    SparkWorkerPool(JavaSparkContext context, TrainingPlan plan, JavaRDD<Shard> shards, RunDirectory directory) {
        this.context = context;
        this.plan = plan;
        this.shards = shards;
        this.phiSize = plan.hypernet().layout().size();
        this.checkpoints = new Checkpoints(context, directory, plan, DataFingerprint.of(shards));
        this.workspace = context.broadcast(new ExecutorWorkspace(plan));
        this.states = initialStates();
    }

    private JavaRDD<WorkerState> initialStates() {
        TrainingPlan closurePlan = plan;
        int embedding = plan.hypernetSpec().condition().embedding();
        int size = phiSize;
        return shards.map(shard -> WorkerState.initial(shard, embedding, size, closurePlan.training()));
    }

    /** Goes back to the last commit of an earlier start, if there is one. */
    Optional<Progress> resume() {
        Optional<Checkpoints.Commit> commit = checkpoints.latest();
        commit.ifPresent(found -> states = checkpoints.states(found));
        return commit.map(found -> found.progress(plan.training()));
    }

    @Override
    public RoundResult round(SharedState shared, int round) {
        Broadcast<SharedState> broadcast = context.broadcast(shared);
        broadcasts.add(broadcast);
        Broadcast<ExecutorWorkspace> memory = workspace;
        JavaRDD<WorkerResult> next = shards.zipPartitions(states, (shardIterator, stateIterator) -> {
                    Shard shard = shardIterator.next();
                    WorkerState state = stateIterator.next();
                    WorkerResult result = memory.value()
                            .withTraining(training -> training.run(broadcast.value(), shard, state, round));
                    return List.of(result).iterator();
                })
                .persist(StorageLevel.MEMORY_AND_DISK());
        next.setName("round " + (round + 1));
        cached.add(next);
        RoundResult result = SliceAverage.of(next, vectors(), phiSize, context.defaultParallelism());
        forgetAllBut(1);
        states = next.map(WorkerResult::state);
        return result;
    }

    /** Vectors a worker brings: parameters or gradient, and averaged optimiser state. */
    private int vectors() {
        boolean averaged = plan.training().aggregation() == Aggregation.PARAMETER_AVERAGING
                && plan.training().optimizerState() == OptimizerState.AVERAGE;
        return averaged ? 1 + plan.training().optimizer().slots() : 1;
    }

    @Override
    public MetricSummary validate(SharedState shared) {
        Broadcast<SharedState> broadcast = context.broadcast(shared);
        try {
            return new MetricSummary(validate(broadcast));
        } finally {
            broadcast.destroy();
        }
    }

    private List<MetricSums> validate(Broadcast<SharedState> broadcast) {
        Broadcast<ExecutorWorkspace> memory = workspace;
        return shards.zipPartitions(states, (shardIterator, stateIterator) -> {
                    Shard shard = shardIterator.next();
                    float[] embeddings = stateIterator.next().embeddings();
                    ExecutorWorkspace here = memory.value();
                    Evaluator evaluator =
                            new Evaluator(here.hypernet(), here.plan().loss());
                    return evaluator
                            .evaluate(broadcast.value().phi(), shard, embeddings, Task::validation)
                            .iterator();
                })
                .collect();
    }

    @Override
    public void commit(Progress progress) {
        if (checkpoints.due(progress)) {
            states = checkpoints.states(checkpoints.write(progress, states));
            forgetAllBut(0);
            broadcasts.forEach(Broadcast::destroy);
            broadcasts.clear();
        }
    }

    /** Frees the results of all rounds but the last {@code newest}. */
    private void forgetAllBut(int newest) {
        while (cached.size() > newest) {
            cached.remove().unpersist(false);
        }
    }

    @Override
    public SharedState restoreBest(Progress progress) {
        Checkpoints.Commit commit = checkpoints.at(progress.bestRound());
        states = checkpoints.states(commit);
        return commit.shared();
    }

    /** The embeddings of the current states, one element for each worker with tasks. */
    JavaRDD<TaskEmbeddings> embeddings() {
        int size = plan.hypernetSpec().condition().embedding();
        return shards.zipPartitions(states, (shardIterator, stateIterator) -> {
            Shard shard = shardIterator.next();
            WorkerState state = stateIterator.next();
            return List.of(state.named(shard, size)).iterator();
        });
    }

    @Override
    public void close() {
        forgetAllBut(0);
        broadcasts.forEach(Broadcast::destroy);
        workspace.destroy();
    }
}
