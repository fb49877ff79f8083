package org.hypernetspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        train(LargeProducts.none());
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .first()
                .isEqualTo("ready");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("\"event\":\"turn\",\"taskSteps\":12,")
                .doesNotContain("sgemm");
    }

    @Test
    void productsRunBeforeAndAfterEachTurnAndOutsideItsTime() throws JsonProcessingException {
        train(LargeProducts.measured());
        for (String turn : said.toString(StandardCharsets.UTF_8).lines().skip(1).toList()) {
            JsonNode message = new ObjectMapper().readTree(turn);
            assertThat(message.get("sgemm").doubleValue()).isGreaterThan(1e7);
            assertThat(message.get("seconds").doubleValue()).isLessThan(LargeProducts.SECONDS);
        }
    }

    /** Two turns of as little as a round, three steps of four tasks. */
    private void train(LargeProducts products) {
        BenchmarkCase work = Workloads.load().find("W1", 4);
        Conversation conversation = new Conversation(
                new BufferedReader(new StringReader("go 0\ngo 0\nquit\n")),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        Turns turns =
                new Turns(conversation, 2, () -> said.writeBytes("ready\n".getBytes(StandardCharsets.UTF_8)), products);
        LocalTrainer trainer = new LocalTrainer(work.hypernet(), work.loss(), work.training(100, 3, 1), 1);
        assertThatThrownBy(() -> trainer.train(work.allTasks(1), turns)).isInstanceOf(Turns.Over.class);
    }
}
