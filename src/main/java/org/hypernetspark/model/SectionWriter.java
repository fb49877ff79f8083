package org.hypernetspark.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Writes a file of named, typed, checksummed sections, one after the other.
 *
 * <p>{@link #finish} must be the last call: a file without its end is refused when read, so whatever fails half-way leaves
 * nothing that looks whole. The stream stays open and belongs to the caller. Not thread-safe.
 */
public final class SectionWriter {
    private final BlockOutput out;
    private final ByteBuffer buffer;
    private long sections;
    private String open;

    /**
     * Begins a file.
     *
     * @throws IOException if the stream cannot be written
     */
    public SectionWriter(OutputStream out) throws IOException {
        this.out = new BlockOutput(out);
        this.buffer = this.out.payload();
    }

    /** Writes a text, such as JSON. */
    public void text(String name, String text) throws IOException {
        begin(SectionType.TEXT, name);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += SectionFormat.MAX_BLOCK) {
            buffer.put(bytes, at, Math.min(SectionFormat.MAX_BLOCK, bytes.length - at));
            out.block();
        }
        end();
    }

    /**
     * Writes texts as they come.
     *
     * @throws IllegalArgumentException if one is longer than a block (65,532 bytes)
     */
    public void strings(String name, Iterator<String> texts) throws IOException {
        begin(SectionType.STRINGS, name);
        while (texts.hasNext()) {
            byte[] bytes = texts.next().getBytes(StandardCharsets.UTF_8);
            int length = Integer.BYTES + bytes.length;
            if (length > SectionFormat.MAX_BLOCK) {
                throw new IllegalArgumentException("Section " + name + ": a string must have up to "
                        + (SectionFormat.MAX_BLOCK - Integer.BYTES) + " bytes, got " + bytes.length);
            }
            makeRoom(length);
            buffer.putInt(bytes.length).put(bytes);
        }
        end();
    }

    /** Writes texts. */
    public void strings(String name, List<String> texts) throws IOException {
        strings(name, texts.iterator());
    }

    /** Writes single-precision numbers. */
    public void floats(String name, float[] values) throws IOException {
        FloatSection section = floats(name);
        section.append(values, 0, values.length);
        section.end();
    }

    /** Begins a section of single-precision numbers that come in several blocks; end it before anything else is written. */
    public FloatSection floats(String name) throws IOException {
        begin(SectionType.FLOATS, name);
        return new FloatSection();
    }

    /** Writes 32-bit integers. */
    public void ints(String name, int... values) throws IOException {
        begin(SectionType.INTS, name);
        for (int value : values) {
            makeRoom(Integer.BYTES);
            buffer.putInt(value);
        }
        end();
    }

    /** Writes 64-bit integers. */
    public void longs(String name, long... values) throws IOException {
        begin(SectionType.LONGS, name);
        putLongs(values);
        end();
    }

    /** Writes the end and flushes. Nothing can be written afterwards. */
    public void finish() throws IOException {
        long before = sections;
        long total = out.total();
        begin(SectionType.END, SectionFormat.END_NAME);
        putLongs(before, total);
        out.block();
        out.stop();
        out.flush();
    }

    private void putLongs(long... values) throws IOException {
        for (long value : values) {
            makeRoom(Long.BYTES);
            buffer.putLong(value);
        }
    }

    private void makeRoom(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            out.block();
        }
    }

    private void begin(SectionType type, String name) throws IOException {
        if (open != null) {
            throw new IllegalStateException("Section " + name + " cannot begin: section " + open + " has not ended");
        }
        out.header(type, name);
        open = name;
        sections++;
    }

    private void end() throws IOException {
        out.block();
        out.stop();
        open = null;
    }

    /** A section of single-precision numbers that is being written. */
    public final class FloatSection {
        private boolean ended;

        private FloatSection() {}

        /** Appends {@code values[from .. from + count)}. */
        public void append(float[] values, int from, int count) throws IOException {
            if (ended) {
                throw new IllegalStateException("This section has ended");
            }
            int at = from;
            while (at < from + count) {
                makeRoom(Float.BYTES);
                int n = Math.min(buffer.remaining() / Float.BYTES, from + count - at);
                buffer.asFloatBuffer().put(values, at, n);
                buffer.position(buffer.position() + n * Float.BYTES);
                at += n;
            }
        }

        /** Ends the section. */
        public void end() throws IOException {
            ended = true;
            SectionWriter.this.end();
        }
    }
}
