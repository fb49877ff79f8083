package org.hypernetspark.spark;

import java.util.ArrayList;
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
 * Virtual workers as the partitions of an RDD. Each round makes a new RDD of states, and one of means, from those of the
 * round before; the driver takes the means only when it needs them. Commits cut the lineage, and broadcasts live until the next
 * commit, so that what a lost executor held can always be computed again.
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
    private final RoundShuffles shuffles;
    private final SliceAverage average;
    private RDD<WorkerState> states;
    /** What the last round left on the cluster, to be freed; null after a commit. */
    private Left left;

    /**
     * What a round leaves on the cluster.
     *
     * @param round which, from 0
     */
    private record Left(int round, RDD<WorkerState> states, ClusterVectors vectors) {}

    SparkWorkerPool(JavaSparkContext context, TrainingPlan plan, JavaRDD<Shard> shards, RunDirectory directory) {
        this.context = context;
        this.plan = plan;
        this.hypernet = plan.hypernet();
        this.shards = shards.rdd();
        this.parallelism = context.defaultParallelism();
        this.checkpoints = new Checkpoints(context, directory, plan, DataFingerprint.of(shards));
        this.workspace = context.broadcast(new ExecutorWorkspace(plan));
        this.broadcasts = new SharedBroadcasts(context);
        this.shuffles = new RoundShuffles(context.sc().cleaner().getOrElse(() -> null));
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
        SharedSource source = source(shared);
        RDD<WorkerState> next = nextStates(source, round).persist(StorageLevel.MEMORY_AND_DISK());
        next.setName("round " + (round + 1));
        RDD<Slice> means =
                average.means(slices(next, source, round), parallelism).persist(StorageLevel.MEMORY_AND_DISK());
        shuffles.add(means);
        means.setName("means of round " + (round + 1));
        Left old = new Left(round, next, new ClusterVectors(means, average, false)); // the new ones if the round fails
        try {
            MeansReport report = report(means);
            ClusterVectors vectors = new ClusterVectors(means, average, report.finite);
            old = left;
            left = new Left(round, next, vectors);
            states = next;
            return new RoundResult(vectors, report.statistics, report.divergence);
        } finally {
            free(old);
            broadcasts.retire();
        }
    }

    /** The means of the last round need not be sent: executors have them. */
    private SharedSource source(SharedState shared) {
        return left != null && shared.vectors() == left.vectors()
                ? SharedSource.fromMeans(left.vectors(), average, left.round(), shared.step())
                : SharedSource.fromDriver(broadcasts.of(shared));
    }

    private RDD<WorkerState> nextStates(SharedSource source, int round) {
        Broadcast<ExecutorWorkspace> memory = workspace;
        return PartitionRdd.ofAny(List.of(shards, states), source.wholes(), (worker, sources) -> List.of(
                        run(memory.value(), source, sources, 0, round).state())
                .iterator());
    }

    /** Runs a worker; its shard is the source numbered {@code shard}, its state the next. */
    private static WorkerResult run(
            ExecutorWorkspace here, SharedSource source, PartitionRdd.Sources sources, int shard, int round) {
        Shard rows = sources.only(shard);
        WorkerState state = sources.only(shard + 1);
        return source.use(here, sources, shared -> here.run(shared, rows, state, round));
    }

    /**
     * What workers bring. They ran when their new states were computed, which stay on the cluster; what they bring, many times
     * larger, does not. A state that is there already, because a reducer was lost and asks again, is not enough: the worker
     * runs again, to the same end.
     */
    private RDD<Tuple2<Integer, Slice>> slices(RDD<WorkerState> next, SharedSource source, int round) {
        Broadcast<ExecutorWorkspace> memory = workspace;
        SliceAverage cutting = average;
        return PartitionRdd.ofAny(List.of(next, shards, states), source.wholes(), (worker, sources) -> {
            sources.only(0);
            WorkerResult result = memory.value().take();
            return cutting.cut(result != null ? result : run(memory.value(), source, sources, 1, round));
        });
    }

    private MeansReport report(RDD<Slice> means) {
        SliceAverage reading = average;
        List<MeansReport> reports = new ArrayList<>();
        Gathering.each(
                PartitionRdd.of(
                        means, (part, slices) -> List.of(reading.report(slices)).iterator()),
                reports::add);
        return reports.stream().reduce(MeansReport.NONE, MeansReport::plus);
    }

    @Override
    public MetricSummary validate(SharedState shared) {
        SharedSource source = source(shared);
        Broadcast<ExecutorWorkspace> memory = workspace;
        RDD<MetricSummary> summaries =
                PartitionRdd.ofAny(List.of(shards, states), source.wholes(), (worker, sources) -> {
                    ExecutorWorkspace here = memory.value();
                    Shard shard = sources.only(0);
                    WorkerState state = sources.only(1);
                    MetricSummary summary =
                            source.use(here, sources, found -> evaluate(here, found.phi(), shard, state));
                    return List.of(summary).iterator();
                });
        return Summaries.join(summaries);
    }

    private static MetricSummary evaluate(ExecutorWorkspace here, float[] phi, Shard shard, WorkerState state) {
        Evaluator evaluator = new Evaluator(here.hypernet(), here.plan().loss());
        float[] vectors = new SupportEncoding(here.hypernet()).vectors(phi, shard, state.embeddings());
        return evaluator.summarize(phi, shard, vectors, Task::validation);
    }

    @Override
    public void commit(Progress progress) {
        if (checkpoints.due(progress)) {
            states = checkpoints.states(checkpoints.write(progress, states));
            forget();
            broadcasts.committed();
            shuffles.committed();
        }
    }

    /** Frees what the last round left. */
    private void forget() {
        free(left);
        left = null;
    }

    private static void free(Left old) {
        if (old != null) {
            old.states().unpersist(false);
            old.vectors().means().unpersist(false);
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
        shuffles.close();
        workspace.destroy();
    }
}
