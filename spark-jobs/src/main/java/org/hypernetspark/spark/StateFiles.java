package org.hypernetspark.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.WorkerState;

/** The files of a commit: shared state and workers' states. */
final class StateFiles {
    private StateFiles() {}

    static void write(SharedState state, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        data.writeLong(state.step());
        floats(data, state.phi());
        data.writeInt(state.slots().length);
        for (float[] slot : state.slots()) {
            floats(data, slot);
        }
        data.flush();
    }

    static SharedState readShared(InputStream in, String source) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        long step = data.readLong();
        float[] phi = floats(data);
        float[][] slots = new float[data.readInt()][];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = floats(data);
        }
        return new SharedState(phi, slots, step);
    }

    static void write(WorkerState state, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        floats(data, state.embeddings());
        data.writeInt(state.embeddingSlots().length);
        for (float[] slot : state.embeddingSlots()) {
            floats(data, slot);
        }
        data.writeInt(state.embeddingSteps().length);
        for (int step : state.embeddingSteps()) {
            data.writeInt(step);
        }
        data.writeInt(state.phiSlots().length);
        for (float[] slot : state.phiSlots()) {
            floats(data, slot);
        }
        data.writeLong(state.phiSteps());
        data.flush();
    }

    static WorkerState readWorker(InputStream in, String source) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        float[] embeddings = floats(data);
        float[][] slots = new float[data.readInt()][];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = floats(data);
        }
        int[] steps = new int[data.readInt()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = data.readInt();
        }
        float[][] phiSlots = new float[data.readInt()][];
        for (int i = 0; i < phiSlots.length; i++) {
            phiSlots[i] = floats(data);
        }
        return new WorkerState(embeddings, slots, steps, phiSlots, data.readLong());
    }

    private static void floats(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static float[] floats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
