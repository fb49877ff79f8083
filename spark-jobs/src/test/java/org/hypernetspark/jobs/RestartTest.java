package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that stop, go on, and fail. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class RestartTest {
    @TempDir
    Path folder;

    private ToyJob job;

    @BeforeEach
    void write() {
        job = ToyJob.in(folder);
    }

    private CommandLineRun train(String output, String... overrides) {
        String[] arguments = new String[5 + 2 * overrides.length];
        arguments[0] = "train";
        arguments[1] = "--config";
        arguments[2] = job.path("job.yaml");
        arguments[3] = "--set";
        arguments[4] = "output=" + job.path(output);
        for (int i = 0; i < overrides.length; i++) {
            arguments[5 + 2 * i] = "--set";
            arguments[6 + 2 * i] = overrides[i];
        }
        return CommandLineRun.of(arguments);
    }

    private SavedModel model(String output) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(output).resolve("model.hnet"))) {
            return ModelFile.read(in, output);
        }
    }

    @Test
    void aRunThatGoesOnEndsInTheSameBitsAsAnUnbrokenOne() throws IOException {
        assertThat(train("unbroken").code()).isZero();
        assertThat(train("stopped", "training.rounds=4").code()).isZero();
        CommandLineRun second = train("stopped");
        assertThat(second.out()).contains("Going on after round 4 of 6");
        assertThat(model("stopped").phi()).isEqualTo(model("unbroken").phi());
        assertThat(model("stopped").embeddings().values())
                .isEqualTo(model("unbroken").embeddings().values());
        assertThat(job.text("stopped/metrics.csv").lines())
                .hasSameSizeAs(job.text("unbroken/metrics.csv").lines().toList());
        assertThat(job.text("stopped/evaluation.csv")).isEqualTo(job.text("unbroken/evaluation.csv"));
    }

    @Test
    void aRunWithOtherSettingsIsNotGoneOnWith() {
        assertThat(train("one").code()).isZero();
        CommandLineRun other = train("one", "training.seed=9");
        assertThat(other.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(other.err()).contains("other settings", "Use another output").doesNotContain("\tat ");
    }

    @Test
    void aDivergedRunHasItsOwnExitCode() {
        CommandLineRun run = train("wild", "training.optimizer={sgd: {learningRate: 1e30}}");
        assertThat(run.code()).as(run.err()).isEqualTo(Main.DIVERGED);
        assertThat(run.err()).contains("diverged", "learning rate").doesNotContain("\tat ");
        assertThat(folder.resolve("wild/model.hnet")).doesNotExist();
    }

    @Test
    void comparisonShowsEveryModelOnEveryGroup() {
        CommandLineRun run = CommandLineRun.of("compare", "--config", job.path("job.yaml"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("hypernet", "pooled network + descriptor", "separate networks", "separate linear models")
                .contains("mean of each task", "unseen tasks, 8 rows", "*");
        assertThat(job.text("out/comparison.md")).contains("| hypernet |", "**");
    }
}
