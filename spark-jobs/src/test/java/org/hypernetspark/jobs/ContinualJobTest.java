package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ready continual learning jobs in short forms: few steps, on the committed digits where the job wants MNIST. */
@Timeout(300)
@ExtendWith(SparkSessionExtension.class)
class ContinualJobTest {
    private static final String DIGITS = "../conf/data/digits.csv";

    @TempDir
    Path folder;

    private CommandLineRun run(String job, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("continual", "--config", "../conf/" + job + ".yaml"));
        arguments.addAll(List.of("--set", "output=" + folder.resolve("out")));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return CommandLineRun.of(arguments);
    }

    private CommandLineRun splitDigits(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "continual.tasks.splitImages.images=" + DIGITS,
                "target.input=64",
                "target.layers.0.dense=60",
                "target.layers.1.dense=60",
                "hypernet.output.chunk=3000",
                "continual.steps=150",
                "continual.seeds=[1]"));
        settings.addAll(List.of(more));
        return run("split-mnist", settings.toArray(new String[0]));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve("out").resolve(file));
    }

    /** A column of the row of a method in results.csv. */
    private double result(String method, String column) throws IOException {
        List<String> lines = text("results.csv").lines().toList();
        int at = List.of(lines.get(0).split(",", -1)).indexOf(column);
        String row = lines.stream()
                .filter(line -> line.startsWith(method + ","))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(row.split(",", -1)[at]);
    }

    @Test
    void splitDigitsAreLearnedOneAfterTheOtherWithoutForgetting() throws IOException {
        CommandLineRun run = splitDigits();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(result("hypernet", "mean")).isGreaterThan(0.93);
        assertThat(result("hypernet", "forgetting")).isLessThan(0.03);
        assertThat(result("hypernet", "mean")).isGreaterThan(result("fine-tuning", "mean") + 0.05);
        assertThat(result("hypernet", "inferred_task")).isBetween(0.2, 1.0);
        assertThat(result("hypernet", "cl3")).isLessThanOrEqualTo(result("hypernet", "cl2"));
        assertThat(text("runs/hypernet-1/scores.csv").lines()).hasSize(6);
        assertThat(run.out()).contains("| hypernet | 1 |");
    }

    @Test
    void permutedDigitsAreLearnedOneAfterTheOther() throws IOException {
        CommandLineRun run = run(
                "permuted-mnist-10",
                "continual.tasks.permutedImages.images=" + DIGITS,
                "continual.tasks.permutedImages.tasks=3",
                "continual.tasks.permutedImages.padding=0",
                "target.input=64",
                "target.layers.0.dense=100",
                "target.layers.1.dense=100",
                "target.layers.2.dense=30",
                "hypernet.output.chunk=4000",
                "continual.optimizer.adam.learningRate=0.002",
                "continual.steps=300");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(result("hypernet", "mean")).isGreaterThan(0.85);
        assertThat(result("hypernet", "forgetting")).isLessThan(0.05);
    }

    @Test
    void severalImageSetsAreLearnedAtOnce() throws IOException {
        // Always the same place: a set's path names its task, and random numbers follow from that.
        Path turned = Path.of("target", "turned-digits.csv");
        Files.writeString(turned, withClassesTurnedRound(Files.readString(Path.of(DIGITS))));
        CommandLineRun run = run(
                "mnist-fashion",
                "continual.tasks.imageSets.images=[" + DIGITS + "," + turned + "]",
                "target.input=[1,8,8]",
                "target.layers.0.kernel=3",
                "target.layers.3.kernel=2",
                "continual.optimizer.adam.learningRate=0.001",
                "continual.steps=3000",
                "continual.seeds=[3]");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(result("joint", "task_1")).isGreaterThan(0.8);
        assertThat(result("joint", "task_2")).isGreaterThan(0.8);
    }

    /** The same images under other labels: only the embedding can tell which are meant. */
    private static String withClassesTurnedRound(String digits) {
        StringBuilder text = new StringBuilder();
        for (String line : digits.lines().toList()) {
            int at = line.lastIndexOf(',') + 1;
            String label = line.substring(at);
            text.append(line, 0, at)
                    .append(label.equals("label") ? label : String.valueOf(9 - Integer.parseInt(label)))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void theSameCommandLineGoesOnWhereAStoppedRunWas() throws IOException {
        String[] toy = {"continual.seeds=[1]", "continual.steps=50", "continual.methods=[hypernet,ewc]"};
        assertThat(run("toy-regression", toy).code()).isZero();
        String first = text("results.csv");
        Files.delete(folder.resolve("out/results.csv"));
        Path state = folder.resolve("out/runs/hypernet-1/state.bin");
        long written = Files.getLastModifiedTime(state).toMillis();
        assertThat(run("toy-regression", toy).code()).isZero();
        assertThat(text("results.csv")).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(state).toMillis()).isEqualTo(written);
        CommandLineRun other = run("toy-regression", toy[0], "continual.steps=60", toy[2]);
        assertThat(other.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(other.err()).contains("other settings").contains("delete its folder");
    }

    @Test
    void mistakesGiveOneMessage() {
        mistake("toy-regression", "continual.regularization.beta=-1", "beta must be finite and at least 0");
        mistake("toy-regression", "continual.regularization.betta=1", "unknown key");
        mistake("toy-regression", "continual.methods=[hyper]", "expected one of hypernet");
        mistake("toy-regression", "continual.inferTasks=true", "cross-entropy");
        mistake("toy-regression", "continual.heads=true", "1 outputs cannot be dealt to the heads of 3 tasks");
        mistake(
                "mnist-fashion",
                "continual.tasks.imageSets.images=[" + DIGITS + "," + DIGITS + "]",
                "names of their own");
        mistake("split-mnist", "continual.tasks.splitImages.images=nowhere", "scripts/fetch-data.sh");
        mistake("split-mnist", "continual.tasks.splitImages.images=" + DIGITS, "784");
    }

    private void mistake(String job, String setting, String message) {
        CommandLineRun run = run(job, setting);
        assertThat(run.err().lines()).as(setting).hasSize(1);
        assertThat(run.err()).contains(message);
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
    }
}
