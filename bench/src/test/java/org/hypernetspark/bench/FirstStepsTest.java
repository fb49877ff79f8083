package org.hypernetspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FirstStepsTest {
    private static final double RATE = Workloads.load().optimizer().learningRate();

    private final BenchmarkCase work = Workloads.load().find("W1", 4);

    @TempDir
    private Path folder;

    @Test
    void theFirstUpdateOfAdamIsTheRateAgainstTheGradient() {
        FirstSteps steps = new EngineFirstSteps(work).take();
        int compared = 0;
        for (int i = 0; i < steps.gradient().length; i++) {
            if (Math.abs(steps.gradient()[i]) > 1e-4) {
                assertThat(steps.update()[i] / RATE).isBetween(-1.01, 1.01);
                assertThat(Math.signum(steps.update()[i])).isEqualTo(-Math.signum(steps.gradient()[i]));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void sparkTakesTheStepsOfTheEngine() {
        SparkConf configuration = new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        try (JavaSparkContext context = new JavaSparkContext(configuration)) {
            context.setLogLevel("OFF");
            FirstSteps spark = new SparkRuns(work, context, folder).firstSteps();
            FirstSteps engine = new EngineFirstSteps(work).take();
            assertThat(spark.losses()).isEqualTo(engine.losses());
            assertThat(spark.update()).isEqualTo(engine.update());
            assertThat(largest(FirstSteps.difference(spark.gradient(), engine.gradient())))
                    .isLessThan(1e-6 * largest(engine.gradient()));
        }
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
