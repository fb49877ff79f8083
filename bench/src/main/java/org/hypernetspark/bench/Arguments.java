package org.hypernetspark.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a program of the benchmark: {@code --name value}, each at most once. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads the options.
     *
     * @param known names without dashes
     * @throws IllegalArgumentException for an unknown name or a missing value
     */
    Arguments(String[] arguments, List<String> known) {
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!known.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Expected pairs of --name and value with names of " + known
                        + ", got " + String.join(" ", arguments));
            }
            values.put(name, arguments[i + 1]);
        }
    }

    /**
     * A value.
     *
     * @throws IllegalArgumentException if it was not given
     */
    String text(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return values.get(name);
    }

    /** A value, or {@code otherwise} if it was not given. */
    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A whole number. */
    int integer(String name) {
        return Integer.parseInt(text(name));
    }

    /** A folder or file. */
    Path path(String name) {
        return Path.of(text(name));
    }
}
