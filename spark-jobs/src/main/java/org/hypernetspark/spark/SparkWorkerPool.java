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
import org.hypernetspark.train.WorkerState;
import scala.Tuple2;

/**
 * Virtual workers in groups, which are the partitions of RDDs. Each round makes a new RDD of states, and one of means, from those of the
 * round before; the driver takes the means only when it needs them. Commits cut the lineage, and broadcasts live until the next
 * commit, so that what a lost executor held can always be computed again.
 */
final class SparkWorkerPool implements WorkerPool, AutoCloseable {
    private final JavaSparkContext context;
    private final TrainingPlan plan;
    private final Hypernet hypernet;
    private final RDD<Shard> shards;
    /** Of those shards that had to move to another executor. */
    private final RDD<Shard> copies;

    private final Checkpoints checkpoints;
    private final Broadcast<ExecutorWorkspace> workspace;
    private final SharedBroadcasts broadcasts;
    private final RoundShuffles shuffles;
    private final SliceAverage average;
    private WorkerGroups groups;
    /** Of each group's workers. */
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
        this.checkpoints = new Checkpoints(context, directory, plan, DataFingerprint.of(shards));
        this.workspace = context.broadcast(new ExecutorWorkspace(plan));
        this.broadcasts = new SharedBroadcasts(context);
        this.shuffles = new RoundShuffles(context.sc().cleaner().getOrElse(() -> null));
        this.average = new SliceAverage(vectors(), hypernet.layout().size(), shards.getNumPartitions());
        this.copies = PartitionRdd.of(this.shards, (worker, shard) -> shard).persist(StorageLevel.MEMORY_AND_DISK());
        copies.setName("shards that moved");
        this.groups = groups();
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

    /** By what the cluster is like now. */
    private WorkerGroups groups() {
        TrainingSpec training = plan.training();
        boolean kept = training.optimizerState() == OptimizerState.KEEP;
        long bytes = kept ? (long) Float.BYTES * training.optimizer().slots() * average.size() : 0;
        return WorkerGroups.of(shards, copies, bytes);
    }

    private RDD<WorkerState> initialStates() {
        TrainingSpec training = plan.training();
        int embedding = hypernet.condition().embedding();
        int size = average.size();
        return PartitionRdd.of(
                groups.shards(),
                (group, ofGroup) -> PartitionRdd.lazily(
                        ofGroup::hasNext, () -> WorkerState.initial(ofGroup.next(), embedding, size, training)));
    }

    /** Goes back to the last commit of an earlier start, if there is one. */
    Optional<Progress> resume() {
        Optional<Checkpoints.Commit> commit = checkpoints.latest(groups);
        commit.ifPresent(found -> states = checkpoints.states(found, groups));
        return commit.map(found -> found.progress(plan.training()));
    }

    /** Goes on from a commit: nothing depends on the groups before it, and executors may have come or gone. */
    private void goOnFrom(Checkpoints.Commit commit) {
        groups = groups();
        states = checkpoints.states(commit, groups);
    }

    @Override
    public RoundResult round(SharedState shared, int round) {
        SharedSource source = source(shared);
        GroupRound all = new GroupRound(workspace, source, round);
        RDD<WorkerState> next = all.states(groups.shards(), states).persist(StorageLevel.MEMORY_AND_DISK());
        next.setName("round " + (round + 1));
        RDD<Slice> means = average.means(
                        all.slices(next, groups.shards(), states, average), context.defaultParallelism())
                .persist(StorageLevel.MEMORY_AND_DISK());
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
        RDD<Tuple2<Integer, MetricSummary>> summaries = PartitionRdd.ofAny(
                List.of(groups.shards(), states),
                source.wholes(),
                (group, sources) -> sources.pairs(
                        0,
                        (Shard shard, WorkerState state) -> source.use(
                                memory.value(),
                                sources,
                                found -> evaluate(memory.value(), found.phi(), shard, state))));
        return Summaries.join(summaries);
    }

    private static Tuple2<Integer, MetricSummary> evaluate(
            ExecutorWorkspace here, float[] phi, Shard shard, WorkerState state) {
        Evaluator evaluator = new Evaluator(here.hypernet(), here.plan().loss());
        float[] vectors = new SupportEncoding(here.hypernet()).vectors(phi, shard, state.embeddings());
        return new Tuple2<>(shard.worker(), evaluator.summarize(phi, shard, vectors, Task::validation));
    }

    @Override
    public void commit(Progress progress) {
        if (checkpoints.due(progress)) {
            goOnFrom(checkpoints.write(progress, states, groups));
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
        goOnFrom(commit);
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
        RDD<TaskEmbeddings> named =
                PartitionRdd.ofAny(List.of(groups.shards(), states), List.of(), (group, sources) -> {
                    SupportEncoding encoding = new SupportEncoding(own.hypernet());
                    return sources.pairs(
                            0,
                            (Shard shard, WorkerState state) ->
                                    encoding.named(sent.value(), shard, state.embeddings()));
                });
        return named.toJavaRDD();
    }

    @Override
    public void close() {
        forget();
        broadcasts.close();
        shuffles.close();
        copies.unpersist(false);
        workspace.destroy();
    }
}
