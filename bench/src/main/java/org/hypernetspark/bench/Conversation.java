package org.hypernetspark.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The lines a system exchanges with the orchestrator: {@code go SECONDS} and {@code quit} in, one JSON object a line out. */
final class Conversation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader in;
    private final PrintStream out;

    /** Over these streams, on which nothing else may write. */
    Conversation(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Says that the system is warm.
     *
     * @param variant what it runs, in words
     */
    void ready(FirstSteps check, Path folder, ObjectNode versions, String variant) {
        check.write(folder);
        ObjectNode message = JSON.createObjectNode().put("event", "ready").put("variant", variant);
        ObjectNode results = message.putObject("check");
        for (double loss : check.losses()) {
            results.withArray("losses").add(loss);
        }
        results.put("gradient", FirstSteps.gradientFile(folder).toString());
        results.put("update", FirstSteps.updateFile(folder).toString());
        message.set("versions", versions);
        say(message);
    }

    /** Says what a turn came to. */
    void turn(long taskSteps, double seconds) {
        turn(taskSteps, seconds, OptionalDouble.empty());
    }

    /**
     * Says what a turn came to.
     *
     * @param sgemm flops per second of large matrix products right before and after it; empty if they were not run
     */
    void turn(long taskSteps, double seconds, OptionalDouble sgemm) {
        ObjectNode message = JSON.createObjectNode()
                .put("event", "turn")
                .put("taskSteps", taskSteps)
                .put("seconds", seconds);
        sgemm.ifPresent(rate -> message.put("sgemm", rate));
        say(message);
    }

    private void say(ObjectNode message) {
        try {
            out.println(JSON.writeValueAsString(message));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits for the next turn.
     *
     * @return its seconds; empty when there is none any more
     */
    OptionalDouble next() {
        try {
            String line = in.readLine();
            if (line == null || line.equals("quit")) {
                return OptionalDouble.empty();
            }
            if (!line.startsWith("go ")) {
                throw new IllegalArgumentException("Expected 'go SECONDS' or 'quit', got: " + line);
            }
            return OptionalDouble.of(Double.parseDouble(line.substring(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
