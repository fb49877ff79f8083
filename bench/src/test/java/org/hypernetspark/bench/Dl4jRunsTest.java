package org.hypernetspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.api.MultiDataSet;

@Timeout(180)
class Dl4jRunsTest {
    private static JavaSparkContext context;

    private final BenchmarkCase work = Workloads.load().find("W1", 4);

    @BeforeAll
    static void start() {
        context = new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
        context.setLogLevel("OFF");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void theFirstStepsAreThoseOfTheEngine() {
        FirstSteps dl4j = new Dl4jRuns(work, context).firstSteps();
        FirstSteps engine = new EngineFirstSteps(work).take();
        assertThat(dl4j.losses()).containsExactly(engine.losses(), within(1e-5));
        assertThat(length(FirstSteps.difference(dl4j.gradient(), engine.gradient())))
                .isLessThan(1e-5 * length(engine.gradient()));
        assertThat(length(FirstSteps.difference(dl4j.update(), engine.update())))
                .isLessThan(1e-4 * length(engine.update()));
    }

    @Test
    void everyFitTakesTheSameMinibatchesAndMakesTheLossSmaller() {
        Dl4jRuns runs = new Dl4jRuns(work, context);
        SparkComputationGraph graph = runs.graph(2, 40);
        JavaRDD<MultiDataSet> minibatches = runs.minibatches(2, 40);
        graph.fitMultiDataSet(minibatches);
        double first = graph.getScore();
        graph.fitMultiDataSet(minibatches);
        graph.fitMultiDataSet(minibatches);
        assertThat(minibatches.count()).isEqualTo(80);
        assertThat(graph.getScore()).isLessThan(first);
    }

    @Test
    void whatTheGraphCannotHoldIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jRuns.compose(Workloads.load().find("W3", 5)))
                .withMessageContaining("expected generate-once, got chunk-wise");
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
