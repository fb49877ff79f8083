package org.hypernetspark.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.List;
import org.hypernetspark.train.Progress;

/**
 * What a commit says of itself, as JSON; written last, so a directory without one is no commit.
 *
 * @param format version of the layout
 * @param plan fingerprint of hypernet and settings
 * @param data fingerprint of the tasks
 * @param roundsDone rounds finished
 * @param bestLoss lowest validation loss so far, as text so that it may be infinite
 * @param bestRound rounds done when it was seen
 * @param evaluationsSinceBest evaluations since then
 * @param stopped whether early stopping ended the run here
 * @param shared the file of the shared state
 * @param workers the files of the workers' states, in order
 */
record Manifest(
        int format,
        String plan,
        String data,
        int roundsDone,
        String bestLoss,
        int bestRound,
        int evaluationsSinceBest,
        boolean stopped,
        Part shared,
        List<Part> workers) {
    static final int FORMAT = 1;
    static final String FILE = "MANIFEST.json";

    /**
     * A file of a commit.
     *
     * @param name in the commit's directory
     * @param bytes its length
     */
    record Part(String name, long bytes) implements Serializable {}

    static Manifest of(Progress progress, String plan, String data, boolean stopped, Part shared, List<Part> workers) {
        return new Manifest(
                FORMAT,
                plan,
                data,
                progress.roundsDone(),
                Double.toString(progress.bestLoss()),
                progress.bestRound(),
                progress.evaluationsSinceBest(),
                stopped,
                shared,
                workers);
    }

    String toJson() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A manifest is plain data", e);
        }
    }

    static Manifest fromJson(String json) throws JsonProcessingException {
        return new ObjectMapper().readValue(json, Manifest.class);
    }
}
