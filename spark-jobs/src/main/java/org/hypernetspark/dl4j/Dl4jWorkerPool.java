package org.hypernetspark.dl4j;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Evaluator;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.Progress;
import org.hypernetspark.train.RoundResult;
import org.hypernetspark.train.RoundStatistics;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.SharedVectors;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerPool;

/**
 * DL4J's workers: a round is one call of the stock {@code SparkComputationGraph}, whose {@code
 * ParameterAveragingTrainingMaster} averages once, after the steps of all workers.
 *
 * <p>The graph on the driver is the state; what the training loop hands around is a copy of its {@code phi}.
 */
final class Dl4jWorkerPool implements WorkerPool {
    private final Hypernet hypernet;
    private final JavaSparkContext context;
    private final Dl4jShards shards;
    private final RoundData data;
    private final GraphParameters parameters;
    private final SparkComputationGraph graph;
    private float[][] best;

    Dl4jWorkerPool(Hypernet hypernet, Loss loss, TrainingSpec spec, Dl4jShards shards, float[] phi) {
        this.hypernet = hypernet;
        this.context = JavaSparkContext.fromSparkContext(shards.rdd().context());
        this.shards = shards;
        MinibatchPlan plan = MinibatchPlan.of(spec, shards.tasks());
        this.data = RoundData.of(hypernet, loss, plan, shards.firstTasks(), spec.batch());
        ComposedGraph composed = new ComposedGraph(hypernet, loss, shards.tasks());
        ComputationGraph network = composed.graph(
                Dl4jUpdaters.of("optimizer", spec.optimizer()),
                Dl4jUpdaters.of("embeddingOptimizer", spec.embeddingOptimizer()),
                phi,
                shards.initial());
        this.graph = new SparkComputationGraph(context, network, master(plan, spec));
        this.parameters = new GraphParameters(composed, graph.getNetwork());
    }

    @Override
    public Hypernet hypernet() {
        return hypernet;
    }

    private static ParameterAveragingTrainingMaster master(MinibatchPlan plan, TrainingSpec spec) {
        int examples = plan.tasksPerStep() * spec.batch();
        return new ParameterAveragingTrainingMaster.Builder(plan.workers(), examples)
                .batchSizePerWorker(examples)
                .averagingFrequency(plan.localSteps())
                .saveUpdater(true)
                .rngSeed(spec.seed())
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .repartionData(Repartition.Never)
                .storageLevel(null)
                .build();
    }

    /** Its loss is the one DL4J tells: that of the workers' last minibatches. */
    @Override
    public RoundResult round(SharedState shared, int round) {
        JavaRDD<TaskMinibatch> slots = data.slots(shards.rdd(), round).persist(StorageLevel.MEMORY_AND_DISK());
        slots.setName("round " + (round + 1));
        try {
            graph.fitMultiDataSet(data.minibatches(slots));
        } finally {
            slots.unpersist(false);
        }
        long taskSteps = data.plan().slots();
        RoundStatistics statistics =
                new RoundStatistics(graph.getScore() * taskSteps, taskSteps, taskSteps * (double) data.batch());
        return new RoundResult(SharedVectors.of(parameters.phi()), statistics, null);
    }

    @Override
    public MetricSummary validate(SharedState shared) {
        Broadcast<float[][]> broadcast = context.broadcast(state());
        RoundData description = data;
        try {
            List<MetricSums> sums = shards.rdd()
                    .flatMap(shard ->
                            evaluate(description, shard, broadcast.value()).iterator())
                    .collect();
            return new MetricSummary(sums);
        } finally {
            broadcast.destroy();
        }
    }

    private static List<MetricSums> evaluate(RoundData data, Shard shard, float[][] state) {
        Hypernet hypernet = data.hypernet();
        int size = hypernet.condition().embedding();
        float[] embeddings = new float[shard.size() * size];
        System.arraycopy(state[1], data.firstTasks()[shard.worker()] * size, embeddings, 0, embeddings.length);
        return new Evaluator(hypernet, data.loss()).evaluate(state[0], shard, embeddings, Task::validation);
    }

    /** {@code phi}, then the embeddings. */
    private float[][] state() {
        return new float[][] {parameters.phi(), parameters.embeddings()};
    }

    /** Keeps the best state on the driver; there are no commits on disk. */
    @Override
    public void commit(Progress progress) {
        if (progress.best()) {
            best = state();
        }
    }

    @Override
    public SharedState restoreBest(Progress progress) {
        parameters.write(best[0], best[1]);
        return new SharedState(best[0], new float[0][], 0);
    }

    /** The embeddings of the current state. */
    TaskEmbeddings embeddings() {
        return shards.named(parameters.embeddings());
    }
}
