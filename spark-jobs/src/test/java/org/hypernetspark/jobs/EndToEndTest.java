package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One model is trained, then used by every other job. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class EndToEndTest {
    @TempDir
    static Path folder;

    private static ToyJob job;
    private static CommandLineRun training;

    @BeforeAll
    static void train() {
        job = ToyJob.in(folder);
        training = CommandLineRun.of("train", "--config", job.path("job.yaml"));
        assertThat(training.code()).as(training.err()).isZero();
    }

    private static String model() {
        return job.path("out/model.hnet");
    }

    private static CommandLineRun done(String... arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }

    private static SavedModel read(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return ModelFile.read(in, name);
        }
    }

    @Test
    void trainingWritesModelMetricsEvaluationReportAndConfiguration() throws IOException {
        assertThat(job.text("out/metrics.csv").lines()).hasSize(7);
        assertThat(job.text("out/evaluation.csv").lines())
                .hasSize(1 + 6 + 2 + 2)
                .first()
                .isEqualTo("group,task,rows,rmse,mae,r2");
        assertThat(job.text("out/report.html")).startsWith("<!DOCTYPE html>").contains("s1");
        assertThat(job.text("out/config.yaml")).contains("embeddingDropout", "evaluateEvery");
        assertThat(read("out/model.hnet").embeddings().count()).isEqualTo(6);
    }

    @Test
    void trainingSaysHowItDidAndWhatToTryNext() {
        assertThat(training.out())
                .contains("320 rows of 8 tasks", "known tasks", "unseen tasks, 0 rows", "unseen tasks, 8 rows")
                .contains("report.html", "scripts/submit.sh predict --model " + model());
        assertThat(training.err()).isEmpty();
    }

    @Test
    void theResolvedConfigurationIsAJobAgain() {
        CommandLineRun again = done("train", "--config", job.path("out/config.yaml"));
        assertThat(again.out()).contains("Going on after round 6 of 6");
    }

    @Test
    void evaluatingTheHeldOutRowsGivesTheNumbersOfTraining() {
        done(
                "evaluate",
                "--model",
                model(),
                "--data",
                job.path("rows.csv"),
                "--held-out",
                "--output",
                job.path("again.csv"));
        List<String> known = job.text("out/evaluation.csv")
                .lines()
                .filter(line -> line.startsWith("\"known tasks\""))
                .map(line -> line.replace("known tasks", "all"))
                .toList();
        assertThat(job.text("again.csv").lines().skip(1)).containsExactlyElementsOf(known);
    }

    @Test
    void evaluatingSaysWhichTasksAreWorst() {
        CommandLineRun run = done("evaluate", "--model", model(), "--data", job.path("rows.csv"));
        assertThat(run.out()).contains("rmse", "worst tenth", "pooled", "task, worst first", "s7");
    }

    @Test
    void predictionsFollowTheTasksSlopeForUnseenTasksToo(SparkSession spark) {
        done("predict", "--model", model(), "--data", job.path("rows.csv"), "--output", job.path("predicted.parquet"));
        Dataset<Row> predicted = spark.read().parquet(job.path("predicted.parquet"));
        assertThat(predicted.columns()).contains("shop", "x", "kind", "y", "size", "prediction");
        assertThat(predicted.count()).isEqualTo(320);
        double correlation = predicted.stat().corr("y", "prediction");
        assertThat(correlation).isGreaterThan(0.5);
    }

    @Test
    void predictionNeedsNoLabel(SparkSession spark) {
        List<String> unlabelled = new ArrayList<>();
        job.text("rows.csv").lines().limit(5).forEach(line -> unlabelled.add(line.replaceAll(",[^,]*,n(ote)?$", "")));
        job.write("unlabelled.csv", String.join("\n", unlabelled) + "\n");
        done("predict", "--model", model(), "--data", job.path("unlabelled.csv"), "--output", job.path("p.csv"));
        Dataset<Row> predicted = spark.read().option("header", true).csv(job.path("p.csv"));
        assertThat(predicted.columns()).contains("prediction").doesNotContain("y");
        assertThat(predicted.count()).isEqualTo(4);
    }

    @Test
    void predictionsAreNotWrittenOverAnExistingFolder() {
        CommandLineRun run = CommandLineRun.of(
                "predict", "--model", model(), "--data", job.path("rows.csv"), "--output", job.path("rows.csv"));
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err()).contains("rows.csv", "is there already");
    }

    @Test
    void anAdaptedModelKnowsTheNewTasks() throws IOException {
        CommandLineRun run = done(
                "adapt",
                "--model",
                model(),
                "--data",
                job.path("rows.csv"),
                "--output",
                job.path("more.hnet"),
                "--steps",
                "5",
                "--learning-rate",
                "0.1");
        assertThat(run.out()).contains("Fitted 8 tasks, 2 of them new");
        assertThat(read("more.hnet").embeddings().count()).isEqualTo(8);
        assertThat(read("more.hnet").phi()).isEqualTo(read("out/model.hnet").phi());
    }

    @Test
    void exportedNetworksPredictInDl4j() throws IOException {
        done("export", "--model", model(), "--format", "dl4j", "--tasks", "s1,s2", "--output", job.path("networks"));
        assertThat(folder.resolve("networks").toFile().list()).containsExactlyInAnyOrder("s1.zip", "s2.zip");
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(
                folder.resolve("networks/s1.zip").toFile());
        assertThat(network.numParams())
                .isEqualTo(read("out/model.hnet").hypernet().counts().theta());
        network.close();
    }

    @Test
    void exportedWeightsAreATable(SparkSession spark) {
        done("export", "--model", model(), "--format", "parquet", "--all", "--output", job.path("weights.parquet"));
        Dataset<Row> weights = spark.read().parquet(job.path("weights.parquet"));
        assertThat(weights.columns()).containsExactly("task", "weights");
        assertThat(weights.count()).isEqualTo(8);
    }

    @Test
    void exportRefusesTasksThatAreNotThere() {
        CommandLineRun run = CommandLineRun.of(
                "export", "--model", model(), "--format", "dl4j", "--tasks", "s1,s44", "--output", job.path("none"));
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err()).contains("s44");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void inspectionTellsSizesLayersColumnsAndOrigin() throws IOException {
        JsonNode facts = new ObjectMapper()
                .readTree(done("inspect", "--model", model(), "--json").out());
        SavedModel saved = read("out/model.hnet");
        assertThat(facts.at("/checksum").textValue()).isEqualTo("ok");
        assertThat(facts.at("/sizes/phi").longValue()).isEqualTo(saved.phi().length);
        assertThat(facts.at("/sizes/theta").longValue())
                .isEqualTo(saved.target().network().layout().size());
        assertThat(facts.at("/tasks/count").intValue()).isEqualTo(6);
        assertThat(facts.at("/origin/rounds").intValue()).isEqualTo(6);
        assertThat(done("inspect", "--model", model()).out()).contains("phi", "0.dense", "kind", "spark");
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("out/model.hnet"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("damaged.hnet"), bytes);
        CommandLineRun run = CommandLineRun.of("inspect", "--model", job.path("damaged.hnet"));
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err()).contains("damaged.hnet").doesNotContain("\tat ");
    }
}
