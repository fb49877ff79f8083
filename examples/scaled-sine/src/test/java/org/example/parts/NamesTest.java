package org.example.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.LossCodec;
import org.junit.jupiter.api.Test;

/** What a configuration calls by its name is what the service file lists, and it is written so that it is read again. */
class NamesTest {
    private static HypernetConfig hypernet(String text) {
        return HypernetCodec.read(ConfigReader.text(text, "job.yaml"));
    }

    @Test
    void inputStrategyAndInitialiserAreReadAndWritten() {
        HypernetConfig read = hypernet(
                """
                condition: {embedding: 2, inputs: [{uniformNoise: 3}]}
                output: {strategy: hidden-head, units: 8}
                init: {variances: lecun}
                """);
        assertThat(read.condition().inputs()).containsExactly(new UniformNoise(3));
        assertThat(read.output()).isEqualTo(new HiddenHead(8));
        assertThat(read.init().variances()).isEqualTo(new LeCun());
        assertThat(hypernet(HypernetCodec.write(read).toString())).isEqualTo(read);
        assertThat(HypernetCodec.readResolved(ConfigReader.text(
                        HypernetCodec.writeResolved(read.resolve(0)).toString(), "model")))
                .isEqualTo(read.resolve(0));
    }

    @Test
    void theObjectiveIsReadAndWritten() {
        assertThat(LossCodec.read(ConfigReader.text("pinball", "job.yaml"))).isEqualTo(new Pinball());
        assertThat(LossCodec.read(
                        ConfigReader.text(LossCodec.write(new Pinball()).toString(), "job.yaml")))
                .isEqualTo(new Pinball());
    }
}
