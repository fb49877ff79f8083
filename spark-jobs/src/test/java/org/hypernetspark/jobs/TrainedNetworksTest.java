package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trained networks go into a training: as base weights, and as teachers. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class TrainedNetworksTest {
    private static final String FORM = "hypernet.form={kind: delta, base: frozen}";

    @TempDir
    static Path folder;

    private static ToyJob job;

    @BeforeAll
    static void trainTheFirst() {
        job = ToyJob.in(folder);
        done(training("out", "training.rounds=12"));
    }

    private static String model() {
        return job.path("out/model.hnet");
    }

    private static List<String> training(String output, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("train", "--config", job.path("job.yaml")));
        Arrays.stream(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of("--set", "output=" + job.path(output)));
        return arguments;
    }

    private static void done(List<String> arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static void refused(List<String> arguments, String... said) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).contains(said);
    }

    private static SavedModel read(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return ModelFile.read(in, name);
        }
    }

    private static String base(String task) {
        return "hypernet.base={model: " + model() + ", task: " + task + "}";
    }

    @Test
    void aFrozenBaseIsTheTrainedNetworkOfTheTask(SparkSession spark) throws IOException {
        done(training("delta", FORM, base("s1"), "training.rounds=2"));
        done(List.of(
                "export",
                "--model",
                model(),
                "--format",
                "parquet",
                "--tasks",
                "s1",
                "--output",
                job.path("weights.parquet")));
        Row weights = spark.read().parquet(job.path("weights.parquet")).first();
        float[] phi = read("delta/model.hnet").phi();
        assertThat(Arrays.copyOfRange(phi, phi.length - 21, phi.length)).isEqualTo(TaskWeights.theta(weights));
        assertThat(job.text("delta/config.yaml")).contains("base:", "task: \"s1\"");
    }

    @Test
    void anotherBaseIsAnotherRun() {
        done(training("twice", FORM, base("s1"), "training.rounds=2"));
        refused(training("twice", FORM, base("s2"), "training.rounds=2"), "checkpoints", "other settings");
    }

    @Test
    void aBaseThatCannotBeIsRefused() {
        refused(training("no", FORM, base("s77")), "hypernet.base.task", "s77", "'inspect' shows");
        refused(
                training("no", FORM, "hypernet.base={model: nowhere.hnet, task: s1}"),
                "nowhere.hnet",
                "there is no such file");
        refused(
                training("no", FORM, base("s1"), "target.layers=[{dense: 5}, {dense: 1}]"),
                "hypernet.base",
                "target.layers");
        refused(training("no", base("s1")), "hypernet.base", "the form weights has no base weights");
        refused(training("no", FORM, "hypernet.base={model: a.hnet}"), "hypernet.base.task", "missing");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void aStudentLearnsItsTeachersPredictionsNotTheLabels(SparkSession spark) {
        done(training(
                "student", teacher("out"), "training.rounds=12", "data.derive.nothing=0 * y", "data.label=nothing"));
        assertThat(predictions(spark, "student").stat().corr("y", "prediction")).isGreaterThan(0.8);
    }

    @Test
    void aStudentOfClassesLearnsItsTeachersClassesNotTheLabels(SparkSession spark) {
        String layers = "target.layers=[{dense: 4, activation: tanh}, {dense: 2}]";
        String loss = "target.loss=cross-entropy";
        String label = "data.derive.class=if(y > 0.5, 'high', 'low')";
        done(training("classes", layers, loss, label, "data.label=class", "training.rounds=12"));
        String none = "data.derive.class=if(y > 1000, 'high', 'low')";
        done(training("student2", layers, loss, none, "data.label=class", "training.rounds=12", teacher("classes")));
        Dataset<Row> right = predictions(spark, "student2").where("prediction = if(y > 0.5, 'high', 'low')");
        assertThat(right.count()).isGreaterThan((long) (0.8 * 320));
    }

    private static String teacher(String output) {
        return "training.teacher={model: " + job.path(output + "/model.hnet") + "}";
    }

    private static Dataset<Row> predictions(SparkSession spark, String output) {
        String file = job.path(output + ".parquet");
        String model = job.path(output + "/model.hnet");
        done(List.of("predict", "--model", model, "--data", job.path("rows.csv"), "--output", file));
        return spark.read().parquet(file);
    }

    @Test
    void aTeacherThatCannotTeachIsRefused() {
        refused(training("no", "training.teacher={model: nowhere.hnet}"), "nowhere.hnet", "there is no such file");
        refused(
                training("no", teacher("out"), "target.loss=binary-cross-entropy"),
                "training.teacher",
                "both be classifications or both regressions, got the losses mse");
    }
}
