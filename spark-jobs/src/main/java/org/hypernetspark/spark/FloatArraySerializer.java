package org.hypernetspark.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;

/** Carries {@code float[]} through Kryo in blocks. One for each Kryo, like all its serialisers. */
final class FloatArraySerializer extends Serializer<float[]> {
    private final FloatBytes bytes = new FloatBytes();

    @Override
    public void write(Kryo kryo, Output output, float[] values) {
        try {
            output.writeInt(values.length);
            bytes.write(values, 0, values.length, output);
        } catch (IOException e) {
            throw new KryoException(e);
        }
    }

    @Override
    public float[] read(Kryo kryo, Input input, Class<float[]> type) {
        try {
            return bytes.read(input.readInt(), input);
        } catch (IOException e) {
            throw new KryoException(e);
        }
    }
}
