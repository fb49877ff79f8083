package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The illustrative example, for a few rounds. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class IllustrateTest {
    @TempDir
    Path folder;

    private CommandLineRun run(String... more) {
        String[] arguments = {
            "illustrate",
            "--config",
            "../conf/illustrative-example.yaml",
            "--set",
            "data.train=../conf/data/digits.csv",
            "--set",
            "output=" + folder.resolve("out"),
            "--set",
            "training.rounds=3"
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandLineRun.of(all);
    }

    @Test
    void bothSidesLearnAndOnlyPhiAndTheEmbeddingAreTrainedOnTheHypernets() {
        CommandLineRun run = run();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("trained: theta", "4,810 values", "trained: phi", "12,513 values");
        assertThat(accuracy(run.out(), "direct")).isGreaterThan(0.8);
        assertThat(accuracy(run.out(), "hypernet")).isGreaterThan(0.8);
        assertThat(folder.resolve("out/illustration.html")).isNotEmptyFile();
    }

    @Test
    void aPlainNetworkWithTheGeneratedWeightsIsTheModel() {
        String out = run().out();
        String model = out.substring(out.indexOf("hypernet\n"));
        assertThat(number(model, "held-out loss +([0-9.]+)"))
                .isEqualTo(number(model, "plain network with that theta +([0-9.]+)"));
    }

    @Test
    void severalTasksAreRefused() {
        CommandLineRun run = run("--set", "data.derive.task=if(label > 4, 'high', 'low')");
        assertThat(run.code()).isEqualTo(Main.USER_MISTAKE);
        assertThat(run.err()).contains("illustrate shows a single task", "has 2");
    }

    private static double accuracy(String out, String model) {
        return number(out.substring(out.indexOf("accuracy")), model + " +([0-9.]+)");
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
