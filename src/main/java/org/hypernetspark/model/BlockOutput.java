package org.hypernetspark.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Writes the pieces of {@link SectionFormat} and keeps the checksum of all bytes. */
final class BlockOutput {
    private final OutputStream out;
    private final CRC32C total = new CRC32C();
    private final CRC32C part = new CRC32C();
    private final ByteBuffer number = SectionFormat.buffer(Integer.BYTES);

    BlockOutput(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, SectionFormat.MAX_BLOCK);
        byte[] magic = SectionFormat.magic();
        write(magic, magic.length);
        writeInt(SectionFormat.VERSION);
    }

    void header(SectionType type, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 1 || bytes.length > SectionFormat.MAX_NAME) {
            throw new IllegalArgumentException("A section's name must have 1 to " + SectionFormat.MAX_NAME
                    + " bytes, got " + bytes.length + " in \"" + name + "\"");
        }
        part.reset();
        write(new byte[] {(byte) type.code(), (byte) bytes.length}, 2);
        write(bytes, bytes.length);
        writeInt((int) part.getValue());
    }

    /** Writes what lies in the buffer before its position, if there is anything, and clears it. */
    void block(ByteBuffer buffer) throws IOException {
        if (buffer.position() > 0) {
            lengthAndPayload(buffer.array(), buffer.position());
            buffer.clear();
        }
    }

    void stop() throws IOException {
        lengthAndPayload(new byte[0], 0);
    }

    /** The checksum of all bytes so far. */
    long total() {
        return total.getValue();
    }

    void flush() throws IOException {
        out.flush();
    }

    private void lengthAndPayload(byte[] payload, int length) throws IOException {
        part.reset();
        writeInt(length);
        write(payload, length);
        writeInt((int) part.getValue());
    }

    private void writeInt(int value) throws IOException {
        number.clear().putInt(value);
        write(number.array(), Integer.BYTES);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        total.update(bytes, 0, length);
        part.update(bytes, 0, length);
    }
}
