package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.jobs.data.QuickQueries;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of conf/examples trains, for two steps; the one that needs a jar stands in ExtensionTest. */
@Timeout(180)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../conf/examples");
    private static final String FIRST = "generate-once";

    @TempDir
    static Path folder;

    @BeforeAll
    static void trainWhatOthersBuildOn() throws IOException {
        assertTrains(FIRST);
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    static Stream<String> others() throws IOException {
        return names().stream().filter(name -> !name.equals(FIRST) && !name.equals("preference"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void theExampleTrains(String name) throws IOException {
        assertTrains(name);
    }

    private static void assertTrains(String name) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name + ".yaml"))
                .replace("conf/data/", "../conf/data/")
                .replace("runs/examples/", folder + "/")
                .replace("runs/sequence", folder + "/sequence");
        Path config = Files.writeString(folder.resolve(name + ".yaml"), text);
        List<String> arguments = new ArrayList<>(List.of("train", "--config", config.toString()));
        for (String setting : List.of("training.rounds=1", "training.localSteps=2", "adaptation.steps=2")) {
            arguments.addAll(List.of("--set", setting));
        }
        if (text.contains("digits.csv")) {
            arguments.addAll(List.of("--set", "data.where=label < 2"));
        }
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve(name).resolve("model.hnet")).isNotEmptyFile();
    }

    @Test
    void theIndexNamesEveryExample() throws IOException {
        String index = Files.readString(EXAMPLES.resolve("README.md"));
        assertThat(names()).allSatisfy(name -> assertThat(index).contains("`" + name + ".yaml`"));
    }
}
