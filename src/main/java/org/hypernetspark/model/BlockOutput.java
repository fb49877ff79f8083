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
    private final byte[] payload = new byte[SectionFormat.MAX_BLOCK];
    private final ByteBuffer block = SectionFormat.wrap(payload);
    private final CRC32C total = new CRC32C();
    private final CRC32C part = new CRC32C();
    private final byte[] number = new byte[Integer.BYTES];

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

    /** Where the payload of the next block is put together. */
    ByteBuffer payload() {
        return block;
    }

    /** Writes what has been put into the payload, if anything, as a block, and clears it. */
    void block() throws IOException {
        if (block.position() > 0) {
            lengthAndPayload(payload, block.position());
            block.clear();
        }
    }

    void stop() throws IOException {
        lengthAndPayload(payload, 0);
    }

    /** The checksum of all bytes so far. */
    long total() {
        return total.getValue();
    }

    void flush() throws IOException {
        out.flush();
    }

    private void lengthAndPayload(byte[] bytes, int length) throws IOException {
        part.reset();
        writeInt(length);
        write(bytes, length);
        writeInt((int) part.getValue());
    }

    private void writeInt(int value) throws IOException {
        SectionFormat.wrap(number).putInt(value);
        write(number, number.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        total.update(bytes, 0, length);
        part.update(bytes, 0, length);
    }
}
