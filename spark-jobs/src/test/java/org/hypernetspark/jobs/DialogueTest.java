package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Optional;
import org.hypernetspark.advice.Answers;
import org.hypernetspark.config.ConfigException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The advisor's questions at a terminal. */
class DialogueTest {
    private final StringWriter shown = new StringWriter();

    private Answers answers(String typed, String... options) {
        QuestionOptions questions = CommandLine.populateCommand(new QuestionOptions(), options);
        return questions.answers(
                Optional.of(new Dialogue(new BufferedReader(new StringReader(typed)), new PrintWriter(shown))));
    }

    @Test
    void allFiveAreAskedInTurn() {
        assertThat(answers("no\nYES\nn\ny\nyes\n")).isEqualTo(new Answers(false, true, false, true, true));
        assertThat(shown.toString())
                .containsSubsequence(
                        "related",
                        "[Y/n]",
                        "not seen in training",
                        "[y/N]",
                        "architecture",
                        "few shared",
                        "uncertainty");
    }

    @Test
    void anEmptyLineAndTheEndOfTheInputAreWhatIsUsual() {
        assertThat(answers("\n")).isEqualTo(new Answers(true, false, false, false, false));
    }

    @Test
    void whatIsNeitherYesNorNoIsAskedAgain() {
        assertThat(answers("maybe\nno\n").related()).isFalse();
        assertThat(shown.toString()).contains("Please type yes or no.").containsSubsequence("related", "related");
    }

    @Test
    void whatOptionsSayIsNotAsked() {
        assertThat(answers("no\n", "--new-tasks", "yes", "--uncertainty", "no", "--dynamic", "no"))
                .isEqualTo(new Answers(false, true, false, false, false));
        assertThat(shown.toString()).doesNotContain("not seen in training", "uncertainty", "architecture");
    }

    @Test
    void anOptionThatIsNeitherIsRefused() {
        assertThatThrownBy(() -> answers("", "--related", "perhaps"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--related: expected yes or no, got \"perhaps\"");
    }
}
