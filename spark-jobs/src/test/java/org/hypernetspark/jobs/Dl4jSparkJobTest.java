package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job trained by DL4J's trainer: its model serves the other jobs like any other. */
@Timeout(300)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class Dl4jSparkJobTest {
    @TempDir
    Path folder;

    @Test
    void aModelTrainedByDl4jIsEvaluatedAndPredicts(SparkSession spark) throws IOException {
        ToyJob job = ToyJob.in(folder);
        String model = job.path("out/model.hnet");
        CommandLineRun training = CommandLineRun.of(
                "train",
                "--config",
                job.path("job.yaml"),
                "--set",
                "training.trainer=dl4j-spark",
                "--set",
                "training.embeddingDropout=0");
        assertThat(training.code()).as(training.err()).isZero();
        List<String> metrics = job.text("out/metrics.csv").lines().toList();
        assertThat(metrics).hasSize(7);
        assertThat(loss(metrics.get(6))).isLessThan(loss(metrics.get(1)) / 2);
        assertThat(job.text("out/config.yaml")).contains("trainer: \"dl4j-spark\"");
        try (InputStream in = Files.newInputStream(folder.resolve("out/model.hnet"))) {
            assertThat(ModelFile.read(in, model).embeddings().count()).isEqualTo(6);
        }
        CommandLineRun evaluation = CommandLineRun.of("evaluate", "--model", model, "--data", job.path("rows.csv"));
        assertThat(evaluation.code()).as(evaluation.err()).isZero();
        CommandLineRun.of(
                "predict", "--model", model, "--data", job.path("rows.csv"), "--output", job.path("predicted.parquet"));
        Dataset<Row> predicted = spark.read().parquet(job.path("predicted.parquet"));
        assertThat(predicted.stat().corr("y", "prediction")).isGreaterThan(0.5);
    }

    private static double loss(String line) {
        return Double.parseDouble(line.split(",", -1)[1]);
    }
}
