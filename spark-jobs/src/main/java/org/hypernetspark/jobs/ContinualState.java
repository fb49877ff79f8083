package org.hypernetspark.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.continual.ScoreMatrix;
import org.hypernetspark.model.SectionReader;
import org.hypernetspark.model.SectionType;
import org.hypernetspark.model.SectionWriter;

/**
 * What one method with one seed goes on from: written after each task.
 *
 * @param learned tasks learned so far
 * @param seconds spent on them
 * @param scores test scores so far
 * @param vectors the learner's state
 */
record ContinualState(int learned, double seconds, ScoreMatrix scores, Map<String, float[]> vectors) {
    private static final String SETTINGS = "settings";
    private static final String PROGRESS = "progress";
    private static final String SCORES = "scores";

    /**
     * Writes the file.
     *
     * @param settings what fixes the result
     */
    void write(String settings, OutputStream out) throws IOException {
        SectionWriter sections = new SectionWriter(out);
        sections.text(SETTINGS, settings);
        sections.longs(
                PROGRESS, learned, Double.doubleToLongBits(seconds), scores.higherIsBetter() ? 1 : 0, scores.tasks());
        sections.longs(
                SCORES,
                Arrays.stream(scores.values())
                        .flatMapToDouble(Arrays::stream)
                        .mapToLong(Double::doubleToLongBits)
                        .toArray());
        for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
            sections.floats(vector.getKey(), vector.getValue());
        }
        sections.finish();
    }

    /**
     * Reads the file.
     *
     * @param source what messages call it
     * @throws ConfigException if it was written under other settings
     * @throws org.hypernetspark.model.ModelFormatException if it is foreign, truncated or altered
     */
    static ContinualState read(InputStream in, String source, String settings) throws IOException {
        SectionReader sections = new SectionReader(in, source);
        if (!sections.text(SETTINGS).equals(settings)) {
            throw new ConfigException(source + ": was written under other settings than these;"
                    + " delete its folder to start over, or choose another output");
        }
        long[] progress = sections.longs(PROGRESS);
        ScoreMatrix scores = ScoreMatrix.empty((int) progress[3], progress[2] == 1);
        long[] bits = sections.longs(SCORES);
        for (int i = 0; i < bits.length; i++) {
            scores.values()[i / scores.tasks()][i % scores.tasks()] = Double.longBitsToDouble(bits[i]);
        }
        Map<String, float[]> vectors = new LinkedHashMap<>();
        while (sections.nextType() == SectionType.FLOATS) {
            String name = sections.nextName();
            vectors.put(name, sections.floats(name));
        }
        sections.finish();
        return new ContinualState((int) progress[0], Double.longBitsToDouble(progress[1]), scores, vectors);
    }
}
