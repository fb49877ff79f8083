package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final String BASE = "{target: {layers: [{dense: 64}, {dense: 1}]}, training: {rounds: 3}, empty: }";

    private static String with(String... assignments) {
        ConfigNode base = ConfigReader.text(BASE, "job.yaml");
        return Overrides.of(List.of(assignments)).applyTo(base).json().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.rounds=20 | \"rounds\":20",
                "training.rounds=  | \"rounds\":null",
                "target.layers.0.dense=32 | [{\"dense\":32},{\"dense\":1}]",
                "target.layers.1={dense: 2, bias: false} | [{\"dense\":64},{\"dense\":2,\"bias\":false}]",
                "target.layers=[1,2] | \"layers\":[1,2]",
                "hypernet.condition.embedding=4 | \"hypernet\":{\"condition\":{\"embedding\":4}}",
                "empty.a=b=c | \"empty\":{\"a\":\"b=c\"}",
            })
    void valueIsSet(String assignment, String expected) {
        assertThat(with(assignment)).contains(expected);
    }

    @Test
    void laterAssignmentsWin() {
        assertThat(with("training.rounds=4", "training.rounds=5")).contains("\"rounds\":5");
    }

    @Test
    void theGivenConfigurationStaysAsItIs() {
        ConfigNode base = ConfigReader.text(BASE, "job.yaml");
        Overrides.of(List.of("target.layers.0.dense=32")).applyTo(base);
        assertThat(base.json()).isEqualTo(ConfigReader.text(BASE, "job.yaml").json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "training.rounds | --set training.rounds: expected key=value",
                "=3 | --set =3: expected key=value",
                "training..rounds=3 | expected key=value",
                "training.rounds.x=3 | --set training.rounds.x=3: training.rounds is 3, so it has no key x",
                "target.layers.2.dense=3 | target.layers is a list of 2; expected an index from 0 to 1, got 2",
                "target.layers.dense=3 | target.layers is a list of 2; expected an index from 0 to 1, got dense",
                "training.rounds=[1 | --set training.rounds=[1, line 1",
            })
    void assignmentThatDoesNotFitIsRefused(String assignment, String message) {
        assertThatThrownBy(() -> with(assignment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
