package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types from a user's jar are read and written like built-in ones. */
class RegistryTest {
    /** A layer that leaves its input as it is, a given number of times. */
    public record Nothing(int times) implements LayerSpec {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Layer bind(Shape input) {
            return Activation.IDENTITY.bind(input);
        }
    }

    /** Registers {@link Nothing}. */
    public static class NothingType implements ConfigType<Nothing> {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Class<Nothing> type() {
            return Nothing.class;
        }

        @Override
        public List<String> settings() {
            return List.of("times");
        }

        @Override
        public boolean nameAlone() {
            return true;
        }

        @Override
        public Nothing read(ConfigNode node) {
            return new Nothing(node.integer("times", 1, 1));
        }

        @Override
        public void write(Nothing value, ObjectNode node) {
            node.put("nothing", true).put("times", value.times());
        }
    }

    /** Claims the name of a built-in layer. */
    public static final class DenseAgain extends NothingType {
        @Override
        public String name() {
            return "dense";
        }
    }

    /** Cannot be made by the service loader. */
    public static final class NoConstructor extends NothingType {
        /** Wants what nobody gives. */
        public NoConstructor(int times) {
            super();
        }
    }

    @TempDir
    private Path directory;

    private <T> T with(Class<?> type, Callable<T> call) throws Exception {
        return ExtensionJar.with(directory, List.of(type.getName()), call);
    }

    private static ConfigNode read(String yaml) {
        return ConfigReader.text(yaml, "job.yaml");
    }

    @Test
    void layerOfAJarIsReadByItsName() throws Exception {
        String yaml = "[{dense: 3}, nothing, {nothing: true, times: 2, activation: relu}]";
        assertThat(with(NothingType.class, () -> LayersCodec.read(read(yaml))))
                .containsExactly(new Dense(3), new Nothing(1), new Nothing(2), Activation.RELU);
    }

    @Test
    void layerOfAJarComesBack() throws Exception {
        List<LayerSpec> layers = List.of(new Nothing(4), new Dense(3));
        assertThat(with(
                        NothingType.class,
                        () -> LayersCodec.read(read(LayersCodec.write(layers).toString()))))
                .isEqualTo(layers);
    }

    @Test
    void withoutItsJarALayerIsUnknown() {
        assertThatThrownBy(() -> LayersCodec.read(read("[{nothing: true}]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("0: names no layer; expected one of the keys dense, ");
    }

    @Test
    void messagesNameTheTypesOfJars() {
        assertThatThrownBy(() -> with(NothingType.class, () -> LayersCodec.read(read("[{nothin: true}]"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(", nothing, got a mapping", "did you mean nothing?");
        assertThatThrownBy(() -> with(NothingType.class, () -> LayersCodec.read(read("[{nothing: true, time: 3}]"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("0.time: unknown key; keys here are nothing, times, activation; did you mean");
    }

    @Test
    void typesOfOtherKindsAreNotOffered() {
        assertThatThrownBy(() -> with(NothingType.class, () -> LossCodec.read(read("nothing"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected one of mse, cross-entropy, binary-cross-entropy, huber, got");
    }

    @Test
    void twoTypesWithOneNameAreRefused() {
        assertThatThrownBy(() -> with(DenseAgain.class, () -> LayersCodec.read(read("[{dense: 3}]"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "Two layers are registered as \"dense\"", "net.FullyConnected and", "Nothing; rename");
    }

    @Test
    void typeThatCannotBeMadeIsRefused() {
        assertThatThrownBy(() -> with(NoConstructor.class, () -> LayersCodec.read(read("[{dense: 3}]"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("An extension on the class path cannot be used", "NoConstructor");
    }
}
