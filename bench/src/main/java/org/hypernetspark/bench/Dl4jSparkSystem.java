package org.hypernetspark.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Stock {@code dl4j-spark} under test, used as its users do: an RDD of minibatches that is kept in memory, and a {@code
 * SparkComputationGraph} under a {@code ParameterAveragingTrainingMaster} with as many workers as threads. A turn holds whole
 * fits, each with its broadcast and its one average.
 *
 * <p>Options: {@code --fixture FOLDER --out FOLDER --threads N}, and {@code --master URL} (local[N]). Ends with code 3 and the
 * reason as its last line if the graph cannot hold the case.
 */
public final class Dl4jSparkSystem {
    private static final int NOT_POSSIBLE = 3;
    /** More than ours take: DL4J writes and reads every parameter by itself, which costs a second for 8 million. */
    private static final double ROUND_SECONDS = 2.5;

    /** As long as ours: compilers. */
    private static final double WARM_UP_SECONDS = 24;

    private final BenchmarkCase work;
    private final Dl4jRuns runs;
    private final int workers;

    private Dl4jSparkSystem(BenchmarkCase work, Dl4jRuns runs, int workers) {
        this.work = work;
        this.runs = runs;
        this.workers = workers;
    }

    /** Runs the program until it is told to quit. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, List.of("fixture", "out", "threads", "master"));
        BenchmarkCase work = Fixture.read(arguments.path("fixture"));
        try {
            Dl4jRuns.compose(work);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(NOT_POSSIBLE);
        }
        int threads = arguments.integer("threads");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Conversation conversation = new Conversation(in, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        SparkConf configuration = new SparkConf()
                .setMaster(arguments.text("master", "local[" + threads + "]"))
                .setAppName("benchmark")
                .set("spark.ui.enabled", "false");
        try (JavaSparkContext context = new JavaSparkContext(configuration)) {
            new Dl4jSparkSystem(work, new Dl4jRuns(work, context), threads).run(arguments.path("out"), conversation);
        }
    }

    private void run(Path out, Conversation conversation) {
        FirstSteps check = runs.firstSteps();
        int localSteps = Dl4jRoundLength.steps(runs.graph(), Dl4jRuns.fixture(work), ROUND_SECONDS);
        SparkComputationGraph graph = runs.graph(workers, localSteps);
        JavaRDD<MultiDataSet> minibatches = runs.minibatches(workers, localSteps);
        long end = System.nanoTime() + (long) (WARM_UP_SECONDS * 1e9);
        do {
            graph.fitMultiDataSet(minibatches);
        } while (System.nanoTime() < end);
        conversation.ready(check, out, versions(graph), variant(localSteps));
        OptionalDouble wanted = conversation.next();
        while (wanted.isPresent()) {
            turn(graph, minibatches, wanted.getAsDouble(), conversation, (long) workers * localSteps * work.tasks());
            wanted = conversation.next();
        }
    }

    private static void turn(
            SparkComputationGraph graph,
            JavaRDD<MultiDataSet> minibatches,
            double wanted,
            Conversation conversation,
            long taskStepsOfARound) {
        long begin = System.nanoTime();
        long taskSteps = 0;
        double seconds = 0;
        while (seconds < wanted) {
            graph.fitMultiDataSet(minibatches);
            taskSteps += taskStepsOfARound;
            seconds = (System.nanoTime() - begin) * 1e-9;
        }
        conversation.turn(taskSteps, seconds);
    }

    private String variant(int localSteps) {
        return "ParameterAveragingTrainingMaster, " + workers + " workers, averaging every " + localSteps
                + " minibatches of " + work.tasks() + " tasks, minibatches kept in memory, no prefetch";
    }

    private static ObjectNode versions(SparkComputationGraph graph) {
        return Versions.ofJava()
                .put("spark", graph.getSparkContext().version())
                .put("dl4j-spark", Versions.ofLibrary("org.deeplearning4j", "dl4j-spark_2.12"))
                .put("nd4j", Versions.ofLibrary("org.nd4j", "nd4j-native"));
    }
}
