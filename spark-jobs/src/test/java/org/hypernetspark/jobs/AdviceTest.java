package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The jobs that come before training: a proposal, and a look at its start. */
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class AdviceTest {
    @TempDir
    static Path folder;

    private static ToyJob job;

    @BeforeAll
    static void writeJob() {
        job = ToyJob.in(folder);
    }

    @Test
    void theProposalIsAConfigurationThatTrainTakes() throws IOException {
        String proposal = job.path("proposal.yaml");
        CommandLineRun run = CommandLineRun.of(
                "advise", "--config", job.path("job.yaml"), "--new-tasks", "yes", "--output", proposal);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("8 tasks, 320 rows, a target of 21 weights, a descriptor of 1.")
                .contains("generate-once output", "Shared parameters (phi)", "unseen tasks are predicted from their");
        JobConfig read = JobConfig.read(ConfigReader.text(Files.readString(Path.of(proposal)), "proposal"));
        assertThat(read.hypernet().descriptor()).isTrue();
        CommandLineRun trained = CommandLineRun.of("train", "--config", proposal, "--set", "training.rounds=2");
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
    }

    @Test
    void aProposalWithSupportSetNoiseAndALowRankHeadTrains() throws IOException {
        String proposal = job.path("uncertain.yaml");
        CommandLineRun run = CommandLineRun.of(
                "advise",
                "--config",
                job.path("job.yaml"),
                "--set",
                "data.descriptor=",
                "--set",
                "hypernet.condition.descriptor=false",
                "--new-tasks=yes",
                "--few-parameters=yes",
                "--uncertainty=yes",
                "--output",
                proposal);
        assertThat(run.err()).isEmpty();
        assertThat(Files.readString(Path.of(proposal))).contains("support:", "noise:", "low-rank-head", "dropout:");
        CommandLineRun trained = CommandLineRun.of(
                "train",
                "--config",
                proposal,
                "--set",
                "training.rounds=1",
                "--set",
                "output=" + job.path("uncertain"));
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
    }

    @Test
    void answersMayStandInAFile() throws IOException {
        Path answers = folder.resolve("answers.yaml");
        Files.writeString(answers, "uncertainty: true\nrelated: false\n");
        CommandLineRun run =
                CommandLineRun.of("advise", "--config", job.path("job.yaml"), "--answers", answers.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("dropout: 0.1", "separate networks may do as well");
    }

    @Test
    void anAnswerThatIsNeitherYesNorNoIsRefused() {
        CommandLineRun run = CommandLineRun.of("advise", "--config", job.path("job.yaml"), "--dynamic", "maybe");
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err()).contains("--dynamic: expected yes or no, got \"maybe\"");
    }

    @Test
    void inspectInitShowsTheStartAndWarnsOfNothing() {
        CommandLineRun run = CommandLineRun.of("inspect", "--init", "--config", job.path("job.yaml"));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("0.dense.weight", "Xavier", "gradients", "Nothing is far off.");
    }

    @Test
    void inspectInitWarnsOfATinyHead() {
        CommandLineRun run = CommandLineRun.of(
                "inspect",
                "--init",
                "--config",
                job.path("job.yaml"),
                "--set",
                "hypernet.init={method: hyperfan-in, headScale: 0.001}");
        assertThat(run.out()).contains("Warning: weights of 0.dense.weight", "times smaller than He and Xavier want");
    }

    @Test
    void inspectNeedsAModelOrAConfiguration() {
        CommandLineRun run = CommandLineRun.of("inspect");
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err()).contains("specify one of these", "-m=FILE", "--init");
    }
}
