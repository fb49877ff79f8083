package org.hypernetspark.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads the pieces of {@link SectionFormat}, checks them, and keeps the checksum of all bytes. */
final class BlockInput {
    private final InputStream in;
    private final String source;
    private final CRC32C total = new CRC32C();
    private final CRC32C part = new CRC32C();
    private final byte[] payload = new byte[SectionFormat.MAX_BLOCK];
    private final ByteBuffer block = SectionFormat.wrap(payload);
    private final byte[] number = new byte[Integer.BYTES];
    private long position;

    /** A section's type and name. */
    record Header(SectionType type, String name) {}

    BlockInput(InputStream in, String source) throws IOException {
        this.in = new BufferedInputStream(in, SectionFormat.MAX_BLOCK);
        this.source = source;
        byte[] expected = SectionFormat.magic();
        byte[] came = new byte[expected.length];
        int length = this.in.readNBytes(came, 0, came.length);
        count(came, length);
        if (!Arrays.equals(Arrays.copyOf(came, length), Arrays.copyOf(expected, length)) || length == 0) {
            throw problem("expected a file of hypernet-spark, got another kind of file"
                    + (length == 0 ? " (it is empty)" : ""));
        }
        if (length < expected.length) {
            throw truncated();
        }
        checkVersion(readInt());
    }

    private void checkVersion(int version) {
        if (version != SectionFormat.VERSION) {
            boolean newer = Integer.compareUnsigned(version, SectionFormat.VERSION) > 0;
            throw problem("expected format version " + SectionFormat.VERSION + ", got "
                    + Integer.toUnsignedString(version)
                    + (newer ? "; a newer hypernet-spark wrote it, read it with that one" : "; the file is altered"));
        }
    }

    Header header() throws IOException {
        part.reset();
        byte[] start = new byte[2];
        read(start, 2);
        byte[] name = new byte[Byte.toUnsignedInt(start[1])];
        read(name, name.length);
        checkPart("a section's header");
        int code = Byte.toUnsignedInt(start[0]);
        SectionType type = SectionType.of(code);
        if (type == null) {
            throw problem("expected a known type of section, got type " + code);
        }
        return new Header(type, new String(name, StandardCharsets.UTF_8));
    }

    /** The next block of a section, ready to be read until the next call; null at the section's stop. */
    ByteBuffer block(Header section) throws IOException {
        part.reset();
        int length = readInt();
        if (length < 0
                || length > SectionFormat.MAX_BLOCK
                || length % section.type().elementBytes() != 0) {
            throw problem("section " + section.name() + ": expected a block of up to " + SectionFormat.MAX_BLOCK
                    + " bytes, got " + Integer.toUnsignedString(length) + "; the file is altered");
        }
        read(payload, length);
        checkPart("section " + section.name());
        return length == 0 ? null : block.clear().limit(length);
    }

    /** Makes sure that the file ends here. */
    void checkEnd() throws IOException {
        if (in.read() >= 0) {
            throw problem("expected the file to end at byte " + position + ", got more bytes");
        }
    }

    /** The checksum of all bytes so far. */
    long total() {
        return total.getValue();
    }

    ModelFormatException problem(String message) {
        return new ModelFormatException(source + ": " + message);
    }

    private void checkPart(String what) throws IOException {
        long computed = part.getValue();
        long stored = Integer.toUnsignedLong(readInt());
        if (computed != stored) {
            throw problem(String.format(
                    "%s before byte %d: expected checksum %08x, got %08x; the file is altered",
                    what, position, stored, computed));
        }
    }

    private int readInt() throws IOException {
        read(number, number.length);
        return SectionFormat.wrap(number).getInt(0);
    }

    private void read(byte[] bytes, int length) throws IOException {
        int came = in.readNBytes(bytes, 0, length);
        count(bytes, came);
        if (came < length) {
            throw truncated();
        }
    }

    private void count(byte[] bytes, int length) {
        position += length;
        total.update(bytes, 0, length);
        part.update(bytes, 0, length);
    }

    private ModelFormatException truncated() {
        return problem("expected more after byte " + position + ", got the end of the file; it is truncated");
    }
}
