package org.hypernetspark.jobs;

import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /** All five answers; those not given are asked for where there is a terminal. */
    Answers answers() {
        readFile();
        return new Answers(
                answer("--related", related, "Are the tasks related, so that what one learns may help another?", true),
                answer("--new-tasks", newTasks, "Must it adapt to tasks that are not seen in training?", false),
                answer("--dynamic", dynamic, "May the target's architecture change later?", false),
                answer(
                        "--few-parameters",
                        fewParameters,
                        "Do few shared parameters matter more than speed and accuracy?",
                        false),
                answer("--uncertainty", uncertainty, "Do predictions need a measure of uncertainty?", false));
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

    // Up to Java 21 there is a console only if input and output are a terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean answer(String option, String given, String question, boolean otherwise) {
        Console console = System.console();
        if (given != null) {
            return parsed(option, given);
        }
        if (console == null) {
            return otherwise;
        }
        String typed = console.readLine("%s [%s] ", question, otherwise ? "Y/n" : "y/N");
        return (typed == null || typed.isBlank()) ? otherwise : parsed(option, typed);
    }

    private static boolean parsed(String option, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "y", "true" -> true;
            case "no", "n", "false" -> false;
            default -> throw new ConfigException(option + ": expected yes or no, got \"" + text + "\"");
        };
    }
}
