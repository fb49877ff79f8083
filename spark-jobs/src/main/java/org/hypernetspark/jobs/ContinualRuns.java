package org.hypernetspark.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.continual.ImageSet;
import org.hypernetspark.continual.Method;
import org.hypernetspark.jobs.continual.ContinualConfig;
import org.hypernetspark.jobs.continual.ImageReader;

/**
 * All methods with all seeds, side by side as Spark tasks. Within one, the tasks of the sequence come one after the other by
 * nature: each starts where the one before ended.
 */
final class ContinualRuns {
    private final SparkSession spark;
    private final ContinualConfig config;

    ContinualRuns(SparkSession spark, ContinualConfig config) {
        this.spark = spark;
        this.config = config;
    }

    /** Runs them; results in order of methods, then seeds. */
    List<ContinualResult> run() throws IOException {
        ImageSet[] images = images();
        // Mistakes are told before any executor begins.
        for (Method method : config.methods()) {
            config.learners(config.sequence().sequence(images), config.seeds().get(0))
                    .of(method);
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<ImageSet[]> sharedImages = context.broadcast(images);
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(new SerializableConfiguration(
                new Configuration(spark.sessionState().newHadoopConf())));
        String text = config.resolved().toString();
        List<String> runs = runs();
        try {
            return context
                    .parallelize(runs, runs.size())
                    .map(run ->
                            one(text, run, sharedImages.value(), hadoop.value().value()))
                    .collect()
                    .stream()
                    .map(ContinualResult::ofJson)
                    .toList();
        } finally {
            sharedImages.destroy();
            hadoop.destroy();
        }
    }

    private ImageSet[] images() throws IOException {
        ImageReader reader = new ImageReader(new OutputFiles(spark)::open);
        List<ImageSet> sets = new ArrayList<>();
        for (String name : config.sequence().images()) {
            sets.add(reader.read(name));
        }
        return sets.toArray(new ImageSet[0]);
    }

    private List<String> runs() {
        List<String> runs = new ArrayList<>();
        for (Method method : config.methods()) {
            for (long seed : config.seeds()) {
                runs.add(method.label() + " " + seed);
            }
        }
        return runs;
    }

    private static String one(String text, String run, ImageSet[] images, Configuration hadoop) throws IOException {
        ContinualConfig config = ContinualConfig.read(ConfigReader.json(text, "job"));
        String[] parts = run.split(" ", 2);
        Method method = List.of(Method.values()).stream()
                .filter(each -> each.label().equals(parts[0]))
                .findFirst()
                .orElseThrow();
        return new ContinualTask(
                        config,
                        config.sequence().sequence(images),
                        new OutputFiles(hadoop),
                        method,
                        Long.parseLong(parts[1]))
                .run()
                .toJson();
    }
}
