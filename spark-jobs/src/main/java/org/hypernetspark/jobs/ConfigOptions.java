package org.hypernetspark.jobs;

import java.nio.file.Path;
import java.util.List;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import picocli.CommandLine.Option;

/** Options that say what a job's configuration is. */
class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The job as a YAML file, such as conf/texas-housing.yaml.")
    private Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = {
                "Replaces one value of the configuration; may be given several times.",
                "For example: --set training.rounds=20 --set target.layers.0.dense=64"
            })
    private List<String> overrides = List.of();

    /** The configuration with the overrides laid over it. */
    ConfigNode read() {
        return ConfigReader.file(file, overrides);
    }

    /** The options as they were given, to be shown in advice. */
    String asGiven() {
        StringBuilder text = new StringBuilder("--config ").append(file);
        overrides.forEach(override -> text.append(" --set ").append(override));
        return text.toString();
    }
}
