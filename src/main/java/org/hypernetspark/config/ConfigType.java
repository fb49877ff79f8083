package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One kind of layer, loss or other part that configurations call by a name.
 *
 * <p>Built-in ones are listed in tables such as {@code LayerTypes}. One from a user's jar is a public class with a public
 * constructor without arguments, named in the jar's {@code META-INF/services/org.hypernetspark.config.ConfigType}. What it is a
 * kind of (a layer, a loss, an output strategy) follows from {@link #type}.
 *
 * @param <T> what is described, an immutable record
 */
public interface ConfigType<T> {
    /** The registered name, for example {@code dense}: saved models hold it, so it must stay as it is. */
    String name();

    /** The class of what is read and written. */
    Class<T> type();

    /** Keys that may stand beside the name. */
    default List<String> settings() {
        return List.of();
    }

    /** Whether the name alone, as text, describes one, with all settings at their defaults. */
    default boolean nameAlone() {
        return false;
    }

    /**
     * Makes one.
     *
     * @param node the mapping in which the name stands as a key ({@code {dense: 64, bias: true}}) or under one ({@code {strategy:
     *     chunk-wise, chunk: 512}}); an empty mapping if it stands alone. Keys beside name and {@link #settings} were refused
     * @throws ConfigException for the first mistake
     * @throws IllegalArgumentException for the first mistake; where it stands is added to the message
     */
    T read(ConfigNode node);

    /**
     * Writes all settings, defaults too, in the form that {@link #read} reads.
     *
     * @param node an empty mapping, or one that already holds the name under another key
     */
    void write(T value, ObjectNode node);
}
