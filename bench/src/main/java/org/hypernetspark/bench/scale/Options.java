package org.hypernetspark.bench.scale;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line of a measurement: options with defaults, all of the form {@code --name value}. */
final class Options {
    private final String about;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> help = new LinkedHashMap<>();

    /** Of a program that does what {@code about} says. */
    Options(String about) {
        this.about = about;
        with("master", "local[2]", "Spark's master URL");
    }

    /** Adds an option. */
    Options with(String name, String value, String meaning) {
        values.put(name, value);
        help.put(name, meaning);
        return this;
    }

    /**
     * Reads what the user gave; prints the help and ends the program on {@code --help}.
     *
     * @throws IllegalArgumentException if an option is not known or has no value
     */
    Options read(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--help")) {
                System.out.println(text());
                System.exit(0);
            }
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!values.containsKey(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": expected an option with a value\n\n" + text());
            }
            values.put(name, arguments[i + 1]);
        }
        return this;
    }

    private String text() {
        return about + "\n\n"
                + help.keySet().stream()
                        .map(name -> String.format("  --%-14s %s (%s)", name, help.get(name), values.get(name)))
                        .collect(Collectors.joining("\n"));
    }

    /** An option's text. */
    String text(String name) {
        return values.get(name);
    }

    /** An option's whole number. */
    int number(String name) {
        return Integer.parseInt(values.get(name));
    }
}
