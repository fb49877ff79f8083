package org.hypernetspark.bench;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.hypernetspark.dl4j.ComposedGraph;
import org.hypernetspark.dl4j.GraphMinibatch;
import org.hypernetspark.dl4j.GraphParameters;
import org.hypernetspark.train.OptimizerSpec;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Runs of DL4J's own trainer on Spark on one case: hypernet and target are one graph, a minibatch of the graph is a minibatch
 * of each of the case's tasks.
 */
final class Dl4jRuns {
    /** So large that what the gradient loses when it is added to a parameter and taken off again does not count. */
    private static final double HUGE_RATE = 0x1p20;

    private final BenchmarkCase work;
    private final JavaSparkContext context;
    private final CaseData start;
    private final ComposedGraph composed;

    /**
     * Runs of a case.
     *
     * @throws IllegalArgumentException if the graph cannot hold it, saying why
     */
    Dl4jRuns(BenchmarkCase work, JavaSparkContext context) {
        this.work = work;
        this.context = context;
        this.start = CaseData.of(work);
        this.composed = compose(work);
    }

    /**
     * The case as a graph.
     *
     * @throws IllegalArgumentException if a graph cannot hold it, saying why
     */
    static ComposedGraph compose(BenchmarkCase work) {
        return new ComposedGraph(work.hypernet(), work.loss(), work.tasks());
    }

    /**
     * The first steps of one worker with the fixture's tasks, by one fit for each number of steps: a fit tells the loss of its
     * last step only, and DL4J's workers begin Adam's bias correction anew in every fit (the copy of a configuration loses
     * its count of iterations).
     */
    FirstSteps firstSteps() {
        double[] losses = new double[work.steps()];
        float[] update = {};
        for (int step = 0; step < losses.length; step++) {
            SparkComputationGraph graph = graph(1, step + 1);
            fit(graph, 1, step + 1);
            losses[step] = graph.getScore();
            update = step == 0 ? FirstSteps.difference(phi(graph), start.phi()) : update;
        }
        return new FirstSteps(losses, gradient(), update);
    }

    private void fit(SparkComputationGraph graph, int workers, int localSteps) {
        JavaRDD<MultiDataSet> minibatches = minibatches(workers, localSteps);
        graph.fitMultiDataSet(minibatches);
        minibatches.unpersist(false);
    }

    /** From one step of gradient descent: trainers do not show gradients. */
    private float[] gradient() {
        SparkComputationGraph graph = graph(new Sgd(HUGE_RATE), adam(work.tasks()), 1, 1);
        fit(graph, 1, 1);
        float[] gradient = FirstSteps.difference(start.phi(), phi(graph));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= (float) HUGE_RATE;
        }
        return gradient;
    }

    private float[] phi(SparkComputationGraph graph) {
        return new GraphParameters(composed, graph.getNetwork()).phi();
    }

    /** The graph at the fixture's start. */
    ComputationGraph graph() {
        return graph(adam(1), adam(work.tasks()));
    }

    /** A trainer at the fixture's start that averages once in each fit of {@link #minibatches}. */
    SparkComputationGraph graph(int workers, int localSteps) {
        return graph(adam(1), adam(work.tasks()), workers, localSteps);
    }

    /** Each minibatch is one step; they lie in memory, so fetching them beforehand would only copy them. */
    private SparkComputationGraph graph(IUpdater shared, IUpdater embeddings, int workers, int localSteps) {
        int examples = work.tasks() * work.workload().batch();
        ParameterAveragingTrainingMaster master = new ParameterAveragingTrainingMaster.Builder(workers, examples)
                .batchSizePerWorker(examples)
                .averagingFrequency(localSteps)
                .workerPrefetchNumBatches(0)
                .saveUpdater(true)
                .rngSeed(work.seed())
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .repartionData(Repartition.Never)
                .storageLevel(null)
                .build();
        return new SparkComputationGraph(context, graph(shared, embeddings), master);
    }

    /** DL4J cuts the loss of an example at 23 unless it is told not to; its gradient is not cut. */
    private ComputationGraph graph(IUpdater shared, IUpdater embeddings) {
        ComputationGraph graph = composed.graph(shared, embeddings, start.phi(), start.embeddings());
        LayerVertex output =
                (LayerVertex) graph.getConfiguration().getVertices().get("loss");
        LossLayer layer = (LossLayer) output.getLayerConf().getLayer();
        if (layer.getLossFn() instanceof LossMCXENT crossEntropy) {
            crossEntropy.setSoftmaxClipEps(Float.MIN_NORMAL);
        }
        return graph;
    }

    /**
     * DL4J adds epsilon before it corrects the bias of the second moment, ours after: in the first step this one does the
     * same.
     *
     * @param divisor of the gradients: DL4J divides those of embeddings by the number of tasks, too
     */
    private IUpdater adam(double divisor) {
        OptimizerSpec spec = work.optimizer();
        double epsilon = spec.epsilon() * Math.sqrt(1 - spec.beta2()) / divisor;
        return new Adam(spec.learningRate(), spec.momentum(), spec.beta2(), epsilon);
    }

    /**
     * Minibatches of DL4J, made where they are used and kept there: each worker's partition goes through those of the
     * fixture, one after the other.
     */
    JavaRDD<MultiDataSet> minibatches(int workers, int localSteps) {
        Source source = new Source(work.workload().id(), work.tasks(), localSteps);
        List<Integer> numbers = IntStream.range(0, workers).boxed().toList();
        return context.parallelize(numbers, workers)
                .flatMap(worker -> source.minibatches().iterator())
                .persist(StorageLevel.MEMORY_ONLY());
    }

    /** What an executor needs to make a partition. */
    private record Source(String work, int tasks, int localSteps) implements Serializable {
        List<MultiDataSet> minibatches() {
            BenchmarkCase the = Workloads.load().find(work, tasks);
            List<MultiDataSet> all = fixture(the);
            return IntStream.range(0, localSteps)
                    .mapToObj(step -> all.get(step % all.size()))
                    .toList();
        }
    }

    /** The fixture's minibatches, as DL4J takes them. */
    static List<MultiDataSet> fixture(BenchmarkCase work) {
        GraphMinibatch form =
                new GraphMinibatch(work.hypernet(), work.loss(), work.workload().batch());
        Minibatches minibatches = Minibatches.first(work, work.steps());
        int[] tasks = IntStream.range(0, work.tasks()).toArray();
        return IntStream.range(0, work.steps())
                .<MultiDataSet>mapToObj(step -> form.of(
                        tasks,
                        new float[0],
                        part(minibatches.x(), step, work.steps()),
                        part(minibatches.y(), step, work.steps())))
                .toList();
    }

    private static float[] part(float[] steps, int step, int count) {
        int size = steps.length / count;
        return Arrays.copyOfRange(steps, step * size, (step + 1) * size);
    }
}
