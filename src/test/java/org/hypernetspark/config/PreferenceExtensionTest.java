package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.hypernetspark.hyper.PreferenceInput;
import org.hypernetspark.param.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A distribution of preferences from a user's jar. */
class PreferenceExtensionTest {
    /** Heads or tails. */
    public record Coin(double bias) implements PreferenceInput {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public void draw(RandomStream random, float[] to, int at) {
            to[at] = random.nextDouble() < bias ? 1 : 0;
        }

        @Override
        public void center(float[] to, int at) {
            to[at] = (float) bias;
        }

        @Override
        public void check(float[] given) {
            if (given.length != 1) {
                throw new IllegalArgumentException("A coin is one number, got " + given.length);
            }
        }
    }

    /** Registers {@link Coin}. */
    public static final class CoinType implements ConfigType<Coin> {
        @Override
        public String name() {
            return "coin";
        }

        @Override
        public Class<Coin> type() {
            return Coin.class;
        }

        @Override
        public Coin read(ConfigNode node) {
            return new Coin(node.child("coin").real());
        }

        @Override
        public void write(Coin value, ObjectNode node) {
            node.put("coin", value.bias());
        }
    }

    @TempDir
    private Path directory;

    @Test
    void isReadByItsNameAndComesBack() throws Exception {
        ConditionConfig condition = ExtensionJar.with(directory, List.of(CoinType.class.getName()), () -> {
            ConfigNode node = ConfigReader.text("{preference: {coin: 0.25}}", "job.yaml");
            ConditionConfig read = ConditionCodec.read(node);
            String resolved = ConditionCodec.writeResolved(read.resolve(DataShape.ofDescriptor(0)))
                    .toString();
            assertThat(ConditionCodec.readResolved(ConfigReader.text(resolved, "model"))
                            .preference())
                    .isEqualTo(new Coin(0.25));
            return read;
        });
        assertThat(condition.preference()).isEqualTo(new Coin(0.25));
    }
}
