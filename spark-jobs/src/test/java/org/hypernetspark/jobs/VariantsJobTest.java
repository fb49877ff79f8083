package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A target with variants, through every job. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class VariantsJobTest {
    private static final List<String> VARIANTS = List.of(
            "--set",
            "data.derive={big: \"if(shop in ('s0', 's2', 's4', 's6'), 'large', 'small')\"}",
            "--set",
            "data.variant=big",
            "--set",
            "target={variants: {small: {layers: [{dense: 1}]}, large: {layers: [{dense: 4, activation: tanh}, {dense: 1}]}},"
                    + " loss: mse}",
            "--set",
            "hypernet.output={strategy: chunk-wise, chunk: 5, chunkEmbedding: 3}");

    @TempDir
    static Path folder;

    private static ToyJob job;
    private static CommandLineRun training;

    private static CommandLineRun run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments);
    }

    private static CommandLineRun configured(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--config", job.path("job.yaml")));
        arguments.addAll(VARIANTS);
        return CommandLineRun.of(arguments);
    }

    @BeforeAll
    static void train() {
        job = ToyJob.in(folder);
        training = configured("train");
        assertThat(training.code()).as(training.err()).isZero();
    }

    private static CommandLineRun done(CommandLineRun run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static String model() {
        return job.path("out/model.hnet");
    }

    @Test
    void trainingMeasuresKnownAndUnseenTasks() {
        assertThat(training.out()).contains("known tasks", "unseen tasks, 0 rows", "unseen tasks, 8 rows");
    }

    @Test
    void comparisonLeavesOutNetworksOfTheTargetsShape() {
        CommandLineRun run = done(configured("compare", "--set", "output=" + job.path("compared")));
        assertThat(run.out()).contains("separate linear models").doesNotContain("pooled network");
    }

    @Test
    void aSecondStartGoesOnFromTheLastCommit() {
        assertThat(done(configured("train", "--set", "training.rounds=8")).out())
                .contains("known tasks");
    }

    @Test
    void knownTasksArePredictedWithoutTheColumn() {
        String path = job.path("predicted.csv");
        done(run(
                "predict",
                "--model",
                model(),
                "--data",
                job.path("rows.csv"),
                "--output",
                path,
                "--unknown-task",
                "nan"));
        assertThat(Path.of(path)).exists();
    }

    @Test
    void eachTaskIsExportedInItsOwnShape() throws Exception {
        String path = job.path("networks");
        done(run(
                "export",
                "--model",
                model(),
                "--output",
                path,
                "--format",
                "dl4j",
                "--all",
                "--descriptor",
                describedKinds()));
        int[] sizes = new int[2];
        for (int i = 0; i < 2; i++) {
            sizes[i] = (int) ModelSerializer.restoreMultiLayerNetwork(
                            Path.of(path, "s" + known(i) + ".zip").toFile())
                    .numParams();
        }
        // Inputs are x and two kinds.
        assertThat(sizes).containsExactly(4 * 4 + 5, 4);
    }

    /** A known task of an even number, and one of an odd number. */
    private static int known(int parity) throws Exception {
        JsonNode facts = inspected();
        for (String id : facts.at("/tasks/first").asText().split(", ", -1)) {
            int number = Integer.parseInt(id.substring(1));
            if (number % 2 == parity) {
                return number;
            }
        }
        throw new IllegalStateException("no known task of parity " + parity);
    }

    private static JsonNode inspected() throws Exception {
        return new ObjectMapper()
                .readTree(done(run("inspect", "--model", model(), "--json")).out());
    }

    /** The descriptor table with the column that says which variant a task has. */
    private static String describedKinds() throws Exception {
        StringBuilder text = new StringBuilder();
        for (String line : job.text("tasks.csv").lines().toList()) {
            int digit = line.charAt(1) - '0';
            text.append(line)
                    .append(line.startsWith("id") ? ",big" : digit % 2 == 0 ? ",large" : ",small")
                    .append('\n');
        }
        Files.writeString(folder.resolve("kinds.csv"), text);
        return job.path("kinds.csv");
    }

    @Test
    void inspectShowsTheSizesOfEachVariant() throws Exception {
        JsonNode facts = inspected();
        assertThat(facts.at("/sizes/large/theta").asInt()).isEqualTo(21);
        assertThat(facts.at("/sizes/small/theta").asInt()).isEqualTo(4);
        int tasks = facts.at("/tasks/variants/large").asInt()
                + facts.at("/tasks/variants/small").asInt();
        assertThat(tasks).isEqualTo(6);
        assertThat(facts.at("/columns/variant").asText()).isEqualTo("big");
    }

    @Test
    void theStartOfEachVariantCanBeLookedAt() {
        assertThat(done(configured("inspect", "--init", "--variant", "small")).out())
                .contains("make targets of 4 weights");
        CommandLineRun none = configured("inspect", "--init");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--variant: expected one of [large, small]");
    }

    @Test
    void adviceIsForTargetsOfOneShape() {
        CommandLineRun run = configured("advise");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("target.variants: advice is for targets of one shape");
    }
}
