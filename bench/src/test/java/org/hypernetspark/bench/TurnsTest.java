package org.hypernetspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.hypernetspark.train.LocalTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aTrainerWaitsForItsTurnsAndCountsThem() {
        BenchmarkCase work = Workloads.load().find("W1", 4);
        Conversation conversation = new Conversation(
                new BufferedReader(new StringReader("go 0\ngo 0\nquit\n")),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        Turns turns = new Turns(conversation, 2, () -> said.writeBytes("ready\n".getBytes(StandardCharsets.UTF_8)));
        LocalTrainer trainer = new LocalTrainer(work.hypernet(), work.loss(), work.training(100, 3, 1), 1);
        assertThatThrownBy(() -> trainer.train(work.allTasks(1), turns)).isInstanceOf(Turns.Over.class);
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .first()
                .isEqualTo("ready");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"event\":\"turn\",\"taskSteps\":12,");
    }
}
