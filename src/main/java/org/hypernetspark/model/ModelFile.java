package org.hypernetspark.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.hyper.TaskEmbeddings;

/**
 * A model as a file of sections: {@code model} (the networks, JSON), {@code manifest} (JSON), {@code preprocessing} (text),
 * {@code phi} (floats), then for each part of the embeddings {@code tasks} (ids, strings), {@code embeddings} (floats, one
 * row after the other) and, if the target has variants, {@code variants} (ints, each task's); ids ascend over all parts.
 */
public final class ModelFile {
    private static final String MODEL = "model";
    private static final String MANIFEST = "manifest";
    private static final String PREPROCESSING = "preprocessing";
    private static final String PHI = "phi";
    private static final String TASKS = "tasks";
    private static final String EMBEDDINGS = "embeddings";
    private static final String VARIANTS = "variants";

    private ModelFile() {}

    /** Writes a model. The stream stays open. */
    public static void write(SavedModel model, OutputStream out) throws IOException {
        write(model, List.of(model.embeddings()).iterator(), out);
    }

    /**
     * Writes a model with embeddings that come in parts, instead of its own: only one part need be in memory.
     *
     * @param parts ascending in task ids, from part to part as well
     * @throws IllegalArgumentException if they do not ascend, or are of another size than the condition says
     */
    public static void write(SavedModel model, Iterator<TaskEmbeddings> parts, OutputStream out) throws IOException {
        SectionWriter writer = new SectionWriter(out);
        writer.text(MODEL, ModelHeader.of(model).write().toString());
        writer.text(MANIFEST, ManifestCodec.write(model.manifest()).toString());
        writer.text(PREPROCESSING, model.preprocessing());
        writer.floats(PHI, model.phi());
        PartOrder order = new PartOrder(model.embeddings().size());
        while (parts.hasNext()) {
            TaskEmbeddings part = parts.next();
            order.check(part);
            writer.strings(
                    TASKS, IntStream.range(0, part.count()).mapToObj(part::id).iterator());
            writer.floats(EMBEDDINGS, part.values());
            if (model.target().variants().size() > 1) {
                writer.ints(
                        VARIANTS,
                        IntStream.range(0, part.count()).map(part::variant).toArray());
            }
        }
        writer.finish();
    }

    /**
     * Reads a model.
     *
     * @param source what messages call the file
     * @throws ModelFormatException if it is no model file, newer, truncated, altered, or does not fit itself
     * @throws IOException if the stream cannot be read
     */
    public static SavedModel read(InputStream in, String source) throws IOException {
        List<TaskEmbeddings> parts = new ArrayList<>();
        SavedModel model = read(in, source, parts::add);
        try {
            return model.with(joined(parts, model.embeddings().size()));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(source + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a model and hands its embeddings on part by part, as they were written; the model that is returned has none.
     *
     * @param parts takes the embeddings; what it has taken counts only once this method returns
     * @throws ModelFormatException if it is no model file, newer, truncated, altered, or does not fit itself
     * @throws IOException if the stream cannot be read
     */
    public static SavedModel read(InputStream in, String source, Consumer<TaskEmbeddings> parts) throws IOException {
        SectionReader reader = new SectionReader(in, source);
        try {
            return read(reader, source, parts);
        } catch (ModelFormatException e) {
            throw e;
        } catch (ConfigException e) {
            throw new ModelFormatException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(source + ": " + e.getMessage(), e);
        }
    }

    private static SavedModel read(SectionReader reader, String source, Consumer<TaskEmbeddings> parts)
            throws IOException {
        ModelHeader header = ModelHeader.read(json(reader, MODEL, source));
        header.checkLayout();
        RunManifest manifest = ManifestCodec.read(json(reader, MANIFEST, source));
        String preprocessing = reader.text(PREPROCESSING);
        float[] phi = reader.floats(PHI);
        int size = header.hypernet().condition().vector();
        TaskEmbeddings none = new TaskEmbeddings(new String[0], size, new float[0]);
        SavedModel model = new SavedModel(header.target(), header.spec(), phi, none, preprocessing, manifest);
        PartOrder order = new PartOrder(size);
        while (reader.nextName().equals(TASKS)) {
            String[] ids = reader.strings(TASKS).toArray(new String[0]);
            float[] values = reader.floats(EMBEDDINGS);
            int[] variants = reader.nextName().equals(VARIANTS) ? reader.ints(VARIANTS) : new int[0];
            TaskEmbeddings part =
                    model.with(new TaskEmbeddings(ids, variants, size, values)).embeddings();
            order.check(part);
            parts.accept(part);
        }
        reader.finish();
        return model;
    }

    private static ConfigNode json(SectionReader reader, String section, String source) throws IOException {
        return ConfigReader.json(reader.text(section), source + ", section " + section);
    }

    private static TaskEmbeddings joined(List<TaskEmbeddings> parts, int size) {
        long count = parts.stream().mapToLong(TaskEmbeddings::count).sum();
        if (count * Math.max(1, size) > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "The embeddings of " + count + " tasks exceed one array; read them in parts");
        }
        String[] ids = new String[(int) count];
        int[] variants = new int[ids.length];
        float[] values = new float[(int) count * size];
        int at = 0;
        for (TaskEmbeddings part : parts) {
            System.arraycopy(part.values(), 0, values, at * size, part.values().length);
            for (int i = 0; i < part.count(); i++) {
                ids[at + i] = part.id(i);
                variants[at + i] = part.variant(i);
            }
            at += part.count();
        }
        return new TaskEmbeddings(ids, variants, size, values);
    }
}
