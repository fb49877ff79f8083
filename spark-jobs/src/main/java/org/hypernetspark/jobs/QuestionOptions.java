package org.hypernetspark.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hypernetspark.advice.Answers;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import picocli.CommandLine.Option;

/** Answers to the advisor's five questions, from options or from the terminal. */
final class QuestionOptions {
    @Option(names = "--related", paramLabel = "YES|NO", description = "Are the tasks related?")
    private String related;

    @Option(names = "--new-tasks", paramLabel = "YES|NO", description = "Must it adapt to tasks not seen in training?")
    private String newTasks;

    @Option(names = "--dynamic", paramLabel = "YES|NO", description = "May the target's architecture change later?")
    private String dynamic;

    @Option(
            names = "--few-parameters",
            paramLabel = "YES|NO",
            description = "Do few shared parameters matter more than speed and accuracy?")
    private String fewParameters;

    @Option(
            names = "--uncertainty",
            paramLabel = "YES|NO",
            description = "Do predictions need a measure of uncertainty?")
    private String uncertainty;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = {
                "Answers in a YAML file: related, newTasks, dynamic, fewParameters, uncertainty, each true or false.",
                "Options above win."
            })
    private Path file;

    /**
     * All five answers.
     *
     * @param dialogue where those that are not given are asked for; none if they are to be what is usual
     */
    Answers answers(Optional<Dialogue> dialogue) {
        readFile();
        return new Answers(
                answer(
                        dialogue,
                        "--related",
                        related,
                        "Are the tasks related, so that what one learns may help another?",
                        true),
                answer(
                        dialogue,
                        "--new-tasks",
                        newTasks,
                        "Must it adapt to tasks that are not seen in training?",
                        false),
                answer(dialogue, "--dynamic", dynamic, "May the target's architecture change later?", false),
                answer(
                        dialogue,
                        "--few-parameters",
                        fewParameters,
                        "Do few shared parameters matter more than speed and accuracy?",
                        false),
                answer(dialogue, "--uncertainty", uncertainty, "Do predictions need a measure of uncertainty?", false));
    }

    private void readFile() {
        if (file == null) {
            return;
        }
        ConfigNode node = ConfigReader.file(file, List.of());
        node.rejectUnknownKeys("related", "newTasks", "dynamic", "fewParameters", "uncertainty");
        related = orElse(related, node, "related");
        newTasks = orElse(newTasks, node, "newTasks");
        dynamic = orElse(dynamic, node, "dynamic");
        fewParameters = orElse(fewParameters, node, "fewParameters");
        uncertainty = orElse(uncertainty, node, "uncertainty");
    }

    private static String orElse(String given, ConfigNode node, String key) {
        return given != null
                ? given
                : node.find(key).map(value -> String.valueOf(value.flag())).orElse(null);
    }

    private static boolean answer(
            Optional<Dialogue> dialogue, String option, String given, String question, boolean otherwise) {
        if (given != null) {
            return Dialogue.parsed(given)
                    .orElseThrow(() -> new ConfigException(option + ": expected yes or no, got \"" + given + "\""));
        }
        return dialogue.map(terminal -> terminal.ask(question, otherwise)).orElse(otherwise);
    }
}
