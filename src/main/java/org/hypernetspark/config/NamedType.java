package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A row in a table of types: its name, its settings, and the two functions that read and write it. */
record NamedType<T>(
        String name,
        Class<T> type,
        boolean nameAlone,
        List<String> settings,
        Function<ConfigNode, T> reader,
        BiConsumer<T, ObjectNode> writer)
        implements ConfigType<T> {
    /** A type that stands as a mapping. */
    static <T> NamedType<T> of(
            String name,
            Class<T> type,
            Function<ConfigNode, T> reader,
            BiConsumer<T, ObjectNode> writer,
            String... settings) {
        return new NamedType<>(name, type, false, List.of(settings), reader, writer);
    }

    /** A type without settings: its name alone, or {@code {name: true}}. */
    static <T> NamedType<T> constant(String name, Class<T> type, T value) {
        return new NamedType<>(name, type, true, List.of(), node -> constant(node, name, value), (same, node) -> {});
    }

    private static <T> T constant(ConfigNode node, String name, T value) {
        checkFlag(node, name);
        return value;
    }

    /** Makes sure that {@code name}, if it is a key, has no other value than true. */
    static void checkFlag(ConfigNode node, String name) {
        if (!node.flag(name, true)) {
            throw node.child(name).problem("expected true, got false; leave the entry out instead");
        }
    }

    /** The same, whose name may stand alone. */
    NamedType<T> alone() {
        return new NamedType<>(name, type, true, settings, reader, writer);
    }

    @Override
    public T read(ConfigNode node) {
        return reader.apply(node);
    }

    @Override
    public void write(T value, ObjectNode node) {
        writer.accept(value, node);
    }
}
