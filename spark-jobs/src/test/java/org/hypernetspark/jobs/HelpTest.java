package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"train", "evaluate", "predict", "adapt", "export", "inspect", "compare", "illustrate", "advise"})
    void everyJobExplainsItselfWithAnExample(String name) {
        CommandLineRun run = CommandLineRun.of(name, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: hypernet " + name, "Options:", "Examples:", "  " + name + " --");
        assertThat(CommandLineRun.of("--help").out()).contains("  " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "train ", "inspect "})
    void versionsAreTold(String job) {
        CommandLineRun run = CommandLineRun.of((job + "--version").split(" "));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("hypernet-spark", "Spark 3.5", "Java");
    }

    @Test
    void theRootExplainsExitCodes() {
        CommandLineRun run = CommandLineRun.of("--help");
        assertThat(run.out()).contains("Exit codes:", "diverged", "scripts/submit.sh train");
    }

    @Test
    void noJobAtAllIsAMistake() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.out()).contains("Usage: hypernet");
    }
}
