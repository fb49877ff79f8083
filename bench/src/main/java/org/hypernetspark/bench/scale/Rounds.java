package org.hypernetspark.bench.scale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.hypernetspark.spark.CheckpointPolicy;
import org.hypernetspark.spark.RunDirectory;
import org.hypernetspark.spark.SparkTrainer;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingSpec;

/** Rounds on Spark against the same rounds on one thread of this process: seconds, task-steps, bytes through the driver. */
public final class Rounds {
    private Rounds() {}

    /** Measures and prints one line of JSON. */
    public static void main(String[] arguments) throws IOException {
        Options options = ScaleContext.options("Rounds on Spark, against one thread of this process.")
                .with("work", "W2", "workload of workloads.json")
                .with("tasks", "32", "tasks, all in all")
                .with("at-once", "16", "tasks in a step")
                .with("workers", "2", "virtual workers")
                .with("steps", "40", "local steps in a round")
                .with("rounds", "13", "rounds")
                .with("warm-up", "3", "rounds that do not count")
                .with("every", "10", "rounds between commits and evaluations")
                .with("state", "average", "optimiser state: average, keep or reset")
                .with("system", "both", "spark, local or both")
                .with("validation", "0", "validation rows of a task")
                .read(arguments);
        Work work = Work.of(options.text("work"));
        TrainingSpec training = training(options, work);
        SyntheticTasks tasks = SyntheticTasks.of(work, options.number("tasks"), options.number("validation"));
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("work", "tasks", "at-once", "workers", "steps", "state", "master", "conf")) {
            result.put(name, options.text(name));
        }
        result.put("phi", work.hypernet().layout().size());
        if (!options.text("system").equals("spark")) {
            RoundClock clock = new RoundClock(options.number("warm-up"), () -> "none");
            new LocalTrainer(work.hypernet(), work.target().loss(), training, 1).train(tasks.all(), clock);
            put(result.putObject("local"), clock);
        }
        if (!options.text("system").equals("local")) {
            HeapPeak heap = new HeapPeak();
            RoundClock clock = new RoundClock(
                    options.number("warm-up"),
                    () -> SparkSession.active().sparkContext().applicationId());
            train(options, work, training, tasks, clock);
            put(result.putObject("spark"), clock);
            result.withObject("/spark")
                    .put("driverHeapPeakMiB", heap.mebibytes())
                    .put("driverHeapLimitMiB", HeapPeak.limit());
        }
        if (result.has("local") && result.has("spark")) {
            double ratio = result.get("spark").get("taskStepsPerSecond").doubleValue()
                    / result.get("local").get("taskStepsPerSecond").doubleValue();
            result.put("ofTwiceLocal", ratio / 2);
        }
        System.out.println(result);
    }

    private static TrainingSpec training(Options options, Work work) {
        OptimizerSpec adam = OptimizerSpec.adam(0.001);
        return TrainingSpec.defaults()
                .withRounds(options.number("rounds"))
                .withSteps(options.number("steps"), work.batch(), options.number("at-once"), options.number("workers"))
                .withOptimizers(
                        adam, adam, OptimizerState.valueOf(options.text("state").toUpperCase(java.util.Locale.ROOT)))
                .withEvaluation(options.number("every"), null);
    }

    private static void train(Options options, Work work, TrainingSpec training, SyntheticTasks tasks, RoundClock clock)
            throws IOException {
        SparkSession session = ScaleContext.start(options);
        try {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            context.setLogLevel("WARN");
            JavaRDD<Shard> shards = tasks.shards(context, training.workers()).persist(StorageLevel.MEMORY_AND_DISK());
            shards.count();
            String directory =
                    Files.createTempDirectory("hypernet-rounds").toUri().toString();
            RunDirectory run = RunDirectory.at(directory, new CheckpointPolicy(options.number("every"), 1));
            new SparkTrainer(work.hypernet(), work.target().loss(), training).train(shards, run, List.of(clock));
        } finally {
            session.stop();
        }
    }

    private static void put(ObjectNode node, RoundClock clock) {
        node.put("medianRoundSeconds", clock.medianSeconds());
        node.put("leastRoundSeconds", clock.leastSeconds());
        node.put("meanRoundSeconds", clock.meanSeconds());
        node.put("taskSteps", clock.taskSteps());
        node.put("taskStepsPerSecond", clock.taskSteps() / clock.medianSeconds());
        node.put("driverBytesRead", clock.medianRead());
        node.put("driverBytesWritten", clock.medianWritten());
        node.put("driverCpuSeconds", clock.cpu().driver());
        node.put("executorsCpuSeconds", clock.cpu().executors());
        node.put("loss", clock.loss());
    }
}
