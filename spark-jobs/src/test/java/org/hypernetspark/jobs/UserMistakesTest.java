package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake of a user gives one message, exit code 2, and leaves nothing behind. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class UserMistakesTest {
    @TempDir
    Path folder;

    /** A mistake in the configuration, made by overrides, and what the message must say. */
    record BadConfig(String name, List<String> overrides, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static BadConfig bad(String name, String override, String... said) {
        return new BadConfig(name, List.of(override), List.of(said));
    }

    static Stream<BadConfig> badConfigs() {
        return Stream.of(
                bad("unknown section", "trainings.rounds=3", "trainings", "unknown key", "training"),
                bad("unknown data key", "data.lable=y", "data.lable", "label"),
                bad("unknown training key", "training.roundz=3", "training.roundz", "rounds"),
                bad("rounds of a wrong type", "training.rounds=ten", "training.rounds", "ten"),
                bad("no rounds", "training.rounds=0", "training.rounds", "at least 1"),
                bad("a negative learning rate", "training.optimizer={adam: {learningRate: -1}}", "learningRate", "-1"),
                bad("an unknown activation", "target.layers.0={dense: 4, activation: reluu}", "reluu", "relu"),
                bad("an unknown loss", "target.loss=msee", "target.loss", "msee"),
                bad("no layers", "target.layers=[]", "target", "layer"),
                bad("an empty condition", "hypernet.condition={embedding: 0, descriptor: false}", "condition"),
                bad("a descriptor nobody gives", "data.descriptor=", "descriptor"),
                bad("a type against the loss", "data.type=classification", "data.type", "mse"),
                bad("a test share above 1", "data.split.test=1.5", "data.split.test", "1.5"),
                bad("a validation share of a wrong type", "data.split.validation=some", "data.split.validation"),
                bad("all tasks unseen", "data.split.unseenTasks=0.99", "data.split.unseenTasks", "8 of 8"),
                bad("unseen tasks that do not exist", "data.split.unseenTasks=[s1, s99]", "unseenTasks", "s99"),
                bad("a test condition that is no SQL", "data.split.test='x >>> '", "data.split.test"),
                bad("no output", "output=", "output", "missing"),
                bad("an unknown trainer", "training.trainer=dl4j", "training.trainer", "dl4j-spark"),
                bad(
                        "a setting that DL4J's trainer has not",
                        "training.trainer=dl4j-spark",
                        "training.embeddingDropout",
                        "expected 0, got 0.3"),
                bad(
                        "no features",
                        "data={train: a.csv, task: t, label: y, features: []}",
                        "data.features",
                        "at least one"));
    }

    static Stream<BadConfig> badTables() {
        return Stream.of(
                bad("a table that is not there", "data.train=nowhere/rows.csv", "nowhere/rows.csv", "no such table"),
                bad("a table of unknown format", "data.train=/etc/hostname", "/etc/hostname", ".csv"),
                bad("a missing task column", "data.task=store", "data.task", "store", "shop"),
                bad("a missing label column", "data.label=z", "data.label", "\"z\""),
                bad("a missing feature column", "data.features=[x, z]", "data.features", "\"z\""),
                bad("a pattern without a match", "data.features=[q*]", "data.features", "q*"),
                bad("a feature of text", "data.features=[x, note]", "data.features", "note", "categorical"),
                bad("the label as feature", "data.features=[x, y]", "data.label", "\"y\""),
                bad("a task that is a feature", "data.categorical=[shop]", "data.task", "\"shop\""),
                bad("a derived column that is no SQL", "data.derive.z=log(", "data.derive.z", "log("),
                bad("a derived column of an unknown one", "data.derive.z=log(q)", "data.derive.z", "q"),
                bad("a filter that keeps nothing", "data.where=x > 1000", "data", "no rows"),
                bad("a filter of an unknown column", "data.where=q > 1", "data.where", "q"),
                bad("a descriptor without its key", "data.descriptor.key=shop", "data.descriptor.key", "shop", "id"),
                bad("a descriptor column not there", "data.descriptor.columns=[big]", "data.descriptor.columns", "big"),
                bad("a target input of another size", "target.input=[7]", "7"),
                bad("a label of text", "data.label=note", "note"),
                bad("an override without value", "training", "key=value"),
                bad("an override beyond a value", "training.rounds.x=1", "training.rounds"));
    }

    @ParameterizedTest
    @MethodSource({"badConfigs", "badTables"})
    void badConfigurationsGiveOneMessage(BadConfig bad) {
        ToyJob job = ToyJob.in(folder);
        List<String> arguments = new ArrayList<>(List.of("train", "--config", job.path("job.yaml")));
        bad.overrides().forEach(override -> arguments.addAll(List.of("--set", override)));
        assertOneMessage(CommandLineRun.of(arguments), bad.said());
        assertThat(job.output()).doesNotExist();
    }

    /** A mistake in a file. */
    record BadFile(String name, String file, String from, String to, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<BadFile> badFiles() {
        return Stream.of(
                new BadFile("no YAML", "job.yaml", "data:", "data: [", List.of("job.yaml", "line")),
                new BadFile("a repeated key", "job.yaml", "output:", "data: 1\noutput:", List.of("job.yaml", "data")),
                new BadFile("an empty file", "job.yaml", "(?s).*", "", List.of("job.yaml", "empty")),
                new BadFile("a row too long", "rows.csv", "s3,", "s3,1,2,", List.of("s3,1,2,", "header")),
                new BadFile(
                        "a word among numbers", "rows.csv", "s2,[^,]*,even", "s2,oops,even", List.of("\"x\"", "text")),
                new BadFile("a missing feature", "rows.csv", "s2,[^,]*,even", "s2,,even", List.of("\"x\"", "1 of 320")),
                new BadFile("a missing task", "rows.csv", "\ns2,", "\n,", List.of("shop", "task")),
                new BadFile("an infinite label", "rows.csv", "odd,[^,]*", "odd,Infinity", List.of("\"y\"", "label")),
                new BadFile("no rows", "rows.csv", "(?s)\n.*", "\n", List.of("rows.csv")),
                new BadFile("an empty table", "rows.csv", "(?s).*", "", List.of("rows.csv")),
                new BadFile("a task described twice", "tasks.csv", "s1,", "s2,", List.of("s2", "more than once")),
                new BadFile("a task not described", "tasks.csv", "s1,", "s77,", List.of("no task s1")),
                new BadFile(
                        "a descriptor that is missing", "tasks.csv", "s1,.*", "s1,", List.of("size", "descriptor")));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void badFilesGiveOneMessage(BadFile bad) {
        ToyJob job = ToyJob.in(folder);
        String before = job.text(bad.file());
        job.write(bad.file(), before.replaceFirst(bad.from(), bad.to()));
        assertThat(job.text(bad.file())).isNotEqualTo(before);
        assertOneMessage(CommandLineRun.of("train", "--config", job.path("job.yaml")), bad.said());
        assertThat(job.output()).doesNotExist();
    }

    /** A command line that cannot be. */
    record BadCommand(String arguments, List<String> said) {
        @Override
        public String toString() {
            return arguments;
        }
    }

    static Stream<BadCommand> badCommands() {
        return Stream.of(
                new BadCommand("tran", List.of("tran")),
                new BadCommand("train", List.of("--config")),
                new BadCommand("train --config nowhere.yaml", List.of("nowhere.yaml", "no such file")),
                new BadCommand("train --config a.yaml --konfig b.yaml", List.of("--konfig")),
                new BadCommand("inspect --model nowhere.hnet", List.of("nowhere.hnet", "no such file")),
                new BadCommand("inspect --model FOLDER/rows.csv", List.of("rows.csv")),
                new BadCommand("predict --model nowhere.hnet --data a.csv --output b.csv", List.of("nowhere.hnet")),
                new BadCommand("predict --model FOLDER/rows.csv --data a.csv", List.of("--output")),
                new BadCommand("adapt --model a.hnet --data b.csv --output c.hnet --steps many", List.of("--steps")),
                new BadCommand("export --model a.hnet --output b --format onnx --all", List.of("onnx")));
    }

    @ParameterizedTest
    @MethodSource("badCommands")
    void badCommandLinesGiveOneMessage(BadCommand bad) {
        ToyJob.in(folder);
        String[] arguments =
                bad.arguments().replace("FOLDER", folder.toString()).split(" ");
        assertOneMessage(CommandLineRun.of(arguments), bad.said());
    }

    private static void assertOneMessage(CommandLineRun run, List<String> said) {
        assertThat(run.code()).as(run.err() + run.out()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).contains(said).doesNotContain("\tat ", "Exception");
    }
}
