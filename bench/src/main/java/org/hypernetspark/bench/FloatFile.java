package org.hypernetspark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of little-endian float32 values and nothing else. */
final class FloatFile {
    private static final int PIECE = 1 << 20;

    private FloatFile() {}

    /** Writes all values, in place of what the file held. */
    static void write(Path file, float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * PIECE).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int from = 0; from < values.length; from += PIECE) {
                int length = Math.min(PIECE, values.length - from);
                buffer.clear().limit(length * Float.BYTES);
                buffer.asFloatBuffer().put(values, from, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all values. */
    static float[] read(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
