package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    Path folder;

    private static ConfigNode read(String yaml) {
        return ConfigReader.text(yaml, "job.yaml");
    }

    @Test
    void anchorsStandForWhatTheyName() {
        ConfigNode root = read("a: &x {b: [1, 2]}\nc: *x\nd: &n 5\ne: *n\n");
        assertThat(root.child("c").json()).isEqualTo(root.child("a").json());
        assertThat(root.child("e").integer(0)).isEqualTo(5);
    }

    @Test
    void mergedMappingsGiveTheKeysThatAreNotThere() {
        ConfigNode node = read("base: &b {p: 1, q: 2}\nmine: {<<: *b, q: 3}\n").child("mine");
        assertThat(node.json().toString()).isEqualTo("{\"q\":3,\"p\":1}");
    }

    @Test
    void plainScalarsFollowTheCoreSchemaOfYaml12() {
        ConfigNode list = read("[1e-3, .5, -2., no, 2026-01-01, 0x1F, ~, TRUE, '7', 9007199254740993, 1_0]");
        assertThat(list.json().toString())
                .isEqualTo("[0.001,0.5,-2.0,\"no\",\"2026-01-01\",\"0x1F\",null,true,\"7\",9007199254740993,\"1_0\"]");
    }

    @Test
    void jsonIsRead() {
        ConfigNode node = read("{\"a\":{\"b\":[1,2.5E-8,\"x\\u00e9\\\"\"]},\"c\":null}");
        assertThat(node.json().toString()).isEqualTo("{\"a\":{\"b\":[1,2.5E-8,\"xé\\\"\"]},\"c\":null}");
    }

    @Test
    @Timeout(20)
    void aliasesThatGrowWithoutEndAreRefused() {
        String levels = IntStream.range(1, 12)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + ", *a" + (i - 1) + ", *a"
                        + (i - 1) + "]\n")
                .collect(Collectors.joining());
        assertThatThrownBy(() -> read("a0: &a0 [1, 2]\n" + levels))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("write the values out instead");
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(2000) + "]".repeat(2000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("job.yaml");
    }

    @Test
    void fileIsReadWithOverrides() throws IOException {
        Path file = folder.resolve("job.yaml");
        Files.writeString(file, "training: {rounds: 3}\n");
        ConfigNode root = ConfigReader.file(file, List.of("training.rounds=4"));
        assertThat(root.section("training").integer("rounds", 1, 1)).isEqualTo(4);
        assertThat(root.source()).isEqualTo(file + " with --set");
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("nowhere.yaml");
        assertThatThrownBy(() -> ConfigReader.file(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": there is no such file; expected a YAML file of settings");
    }

    @Test
    void folderIsNoFile() {
        assertThatThrownBy(() -> ConfigReader.file(folder, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(folder + ": cannot be read");
    }

    @Test
    void otherBytesThanUtf8AreRefused() throws IOException {
        Path file = folder.resolve("job.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(() -> ConfigReader.file(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": expected UTF-8 text, got other bytes");
    }

    @Test
    void fileMustHoldAMapping() throws IOException {
        Path file = folder.resolve("job.yaml");
        Files.writeString(file, "- 1\n");
        assertThatThrownBy(() -> ConfigReader.file(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": expected a mapping of keys to values, got a list of 1");
    }
}
