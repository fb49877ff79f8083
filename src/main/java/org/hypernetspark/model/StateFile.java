package org.hypernetspark.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.WorkerState;

/**
 * The files of a round's checkpoint: the driver's shared state, and one file for each worker's state.
 *
 * <p>Reading throws {@link ModelFormatException} if a file is foreign, truncated or altered.
 */
public final class StateFile {
    private static final String SLOT = "slot-";
    private static final String AVERAGE = "average";

    private StateFile() {}

    /** Writes the shared state; the stream stays open. */
    public static void write(SharedState state, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        SectionWriter sections = new SectionWriter(buffered);
        sections.longs("step", state.step());
        sections.floats("phi", state.phi());
        writeSlots(sections, "phi", state.slots());
        if (state.average() != null) {
            sections.floats(AVERAGE, state.average());
        }
        sections.finish();
        buffered.flush();
    }

    /** Reads a shared state; {@code source} is what messages call the file. */
    public static SharedState readShared(InputStream in, String source) throws IOException {
        SectionReader sections = new SectionReader(in, source);
        long step = sections.longs("step")[0];
        float[] phi = sections.floats("phi");
        float[][] slots = readSlots(sections, "phi");
        float[] average = sections.nextName().equals(AVERAGE) ? sections.floats(AVERAGE) : null;
        sections.finish();
        return new SharedState(phi, slots, step, average);
    }

    /** Writes a worker's state; the stream stays open. */
    public static void write(WorkerState state, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        SectionWriter sections = new SectionWriter(buffered);
        sections.floats("embeddings", state.embeddings());
        writeSlots(sections, "embedding", state.embeddingSlots());
        sections.ints("embeddingSteps", state.embeddingSteps());
        writeSlots(sections, "phi", state.phiSlots());
        sections.longs("phiSteps", state.phiSteps());
        sections.finish();
        buffered.flush();
    }

    /** Reads a worker's state; {@code source} is what messages call the file. */
    public static WorkerState readWorker(InputStream in, String source) throws IOException {
        SectionReader sections = new SectionReader(in, source);
        float[] embeddings = sections.floats("embeddings");
        float[][] embeddingSlots = readSlots(sections, "embedding");
        int[] embeddingSteps = sections.ints("embeddingSteps");
        float[][] phiSlots = readSlots(sections, "phi");
        long phiSteps = sections.longs("phiSteps")[0];
        sections.finish();
        return new WorkerState(embeddings, embeddingSlots, embeddingSteps, phiSlots, phiSteps);
    }

    private static void writeSlots(SectionWriter sections, String of, float[][] slots) throws IOException {
        sections.ints(of + "Slots", slots.length);
        for (int i = 0; i < slots.length; i++) {
            sections.floats(of + SLOT + i, slots[i]);
        }
    }

    private static float[][] readSlots(SectionReader sections, String of) throws IOException {
        float[][] slots = new float[sections.ints(of + "Slots")[0]][];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = sections.floats(of + SLOT + i);
        }
        return slots;
    }
}
