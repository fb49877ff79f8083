package org.hypernetspark.jobs;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Questions that are answered yes or no, at a terminal.
 *
 * @param in what is typed
 * @param out where questions are shown
 */
record Dialogue(BufferedReader in, PrintWriter out) {
    /** At the terminal, if this process has one. Up to Java 21 there is a console only if input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Dialogue> atTerminal() {
        Console console = System.console();
        return console == null
                ? Optional.empty()
                : Optional.of(new Dialogue(new BufferedReader(console.reader()), console.writer()));
    }

    /** Asks until the answer is yes or no; an empty line, or the end of the input, is {@code otherwise}. */
    boolean ask(String question, boolean otherwise) {
        while (true) {
            out.print(question + (otherwise ? " [Y/n] " : " [y/N] "));
            out.flush();
            String typed = line();
            if (typed == null || typed.isBlank()) {
                return otherwise;
            }
            Optional<Boolean> answer = parsed(typed);
            if (answer.isPresent()) {
                return answer.get();
            }
            out.println("Please type yes or no.");
        }
    }

    private String line() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be read", e);
        }
    }

    /** Yes or no, if the text is one of them. */
    static Optional<Boolean> parsed(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "y", "true" -> Optional.of(true);
            case "no", "n", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
