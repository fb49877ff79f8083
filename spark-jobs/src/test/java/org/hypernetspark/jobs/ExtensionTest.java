package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.ml.MlKryoRegistrator;
import org.hypernetspark.spark.StandaloneCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A layer that only a jar of {@code --jars} knows goes through a job on executors of their own: Spark gives them the jar, and the
 * driver's thread gets the class loader that spark-submit gives it.
 */
@Timeout(180)
class ExtensionTest {
    private static final String LAYERS = "target.layers=[{dense: 4}, {scaledSine: 2}, {dense: 1}]";

    @TempDir
    private static Path folder;

    private static StandaloneCluster cluster;
    private static SparkSession session;
    private static ToyJob job;
    private static URL jar;

    private ClassLoader before;

    @BeforeAll
    static void start() throws IOException {
        job = ToyJob.in(folder);
        jar = ExtensionJar.in(folder).toUri().toURL();
        cluster = StandaloneCluster.start(folder.resolve("cluster"));
        session = SparkSession.builder()
                .config(cluster.configuration()
                        .set("spark.kryo.registrator", MlKryoRegistrator.class.getName())
                        .set("spark.jars", jar.toString()))
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        try {
            if (session != null) {
                session.close();
            }
        } finally {
            if (cluster != null) {
                cluster.close();
            }
        }
    }

    @BeforeEach
    void rememberClassLoader() {
        before = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void restoreClassLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void aLayerOfAJarTrainsAndPredictsOnExecutors() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertRuns("train", "--config", job.path("job.yaml"), "--set", LAYERS, "--set", "training.rounds=2");
            String model = job.path("out/model.hnet");
            assertRuns("predict", "--model", model, "--data", job.path("rows.csv"), "--output", job.path("p.csv"));
        }
    }

    @Test
    void anObjectiveAnInputAnOutputStrategyAndAnInitialiserOfAJarTrainOnExecutors() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertRuns(
                    "train",
                    "--config",
                    "../conf/examples/preference.yaml",
                    "--set",
                    "data.train=../conf/data/texas-housing-sales.csv",
                    "--set",
                    "hypernet.condition.inputs=[{uniformNoise: 2}]",
                    "--set",
                    "hypernet.output={strategy: hidden-head, units: 4}",
                    "--set",
                    "hypernet.init={variances: lecun}",
                    "--set",
                    "training.rounds=1",
                    "--set",
                    "training.localSteps=2",
                    "--set",
                    "output=" + job.path("parts"));
        }
    }

    private static void assertRuns(String... arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void withoutTheJarTheLayerIsUnknown() {
        CommandLineRun run = CommandLineRun.of("train", "--config", job.path("job.yaml"), "--set", LAYERS);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("target.layers.1: names no layer", "got a mapping with the key scaledSine");
    }
}
