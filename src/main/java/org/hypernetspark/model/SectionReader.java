package org.hypernetspark.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a file of sections in their order, section by section.
 *
 * <p>Every method throws {@link ModelFormatException} if what comes is not what was asked for, is truncated, or does not fit
 * its checksum. Memory grows with the bytes that have come, never with a length that the file claims. The stream belongs to
 * the caller. Not thread-safe.
 */
public final class SectionReader {
    private final BlockInput in;
    private BlockInput.Header next;
    private long sections;
    private long totalBefore;

    /**
     * Checks the beginning of a file.
     *
     * @param source what messages call the file
     * @throws ModelFormatException if it is another kind of file or a newer version
     * @throws IOException if the stream cannot be read
     */
    public SectionReader(InputStream in, String source) throws IOException {
        this.in = new BlockInput(in, source);
        advance();
    }

    /** The name of the section that comes next; {@code end} behind the last one. */
    public String nextName() {
        return next.name();
    }

    /** What the section that comes next holds; {@link SectionType#END} behind the last one. */
    public SectionType nextType() {
        return next.type();
    }

    /** Reads the next section, a text of this name. */
    public String text(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        blocks(SectionType.TEXT, name, block -> {
            byte[] piece = new byte[block.remaining()];
            block.get(piece);
            bytes.writeBytes(piece);
        });
        return decode(name, ByteBuffer.wrap(bytes.toByteArray()));
    }

    /** Reads the next section, texts of this name. */
    public List<String> strings(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        blocks(SectionType.STRINGS, name, block -> {
            while (block.hasRemaining()) {
                int length = block.remaining() < Integer.BYTES ? -1 : block.getInt();
                if (length < 0 || length > block.remaining()) {
                    throw problem("section " + name + ": expected whole strings in a block, got a part of one");
                }
                texts.add(decode(name, block.slice(block.position(), length)));
                block.position(block.position() + length);
            }
        });
        return texts;
    }

    /** Reads the next section, single-precision numbers of this name, however many there are. */
    public float[] floats(String name) throws IOException {
        FloatCollector collector = new FloatCollector();
        floats(name, collector);
        return Arrays.copyOf(collector.values, collector.count);
    }

    /** Hands the numbers of the next section to a sink, block by block. */
    public void floats(String name, FloatSink sink) throws IOException {
        float[] values = new float[SectionFormat.MAX_BLOCK / Float.BYTES];
        blocks(SectionType.FLOATS, name, block -> {
            int count = block.remaining() / Float.BYTES;
            block.asFloatBuffer().get(values, 0, count);
            sink.accept(values, count);
        });
    }

    /** Reads the next section, 32-bit integers of this name. */
    public int[] ints(String name) throws IOException {
        List<int[]> parts = new ArrayList<>();
        blocks(SectionType.INTS, name, block -> {
            int[] part = new int[block.remaining() / Integer.BYTES];
            block.asIntBuffer().get(part);
            parts.add(part);
        });
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /** Reads the next section, 64-bit integers of this name. */
    public long[] longs(String name) throws IOException {
        checkNext(SectionType.LONGS, name);
        long[] values = readLongs();
        advance();
        return values;
    }

    /** Passes over the next section; its checksums are checked all the same. */
    public void skip() throws IOException {
        if (next.type() == SectionType.END) {
            throw problem("expected another section, got the end of the file");
        }
        blocks(next.type(), next.name(), block -> {});
    }

    /** Makes sure that all sections have been read, that none is missing, and that nothing follows. */
    public void finish() throws IOException {
        long before = sections - 1;
        long total = totalBefore;
        checkNext(SectionType.END, SectionFormat.END_NAME);
        long[] stored = readLongs();
        if (stored.length != 2 || stored[0] != before || stored[1] != total) {
            throw problem("expected " + before + " sections with checksum " + total + ", got an end mark that says "
                    + Arrays.toString(stored) + "; the file is altered");
        }
        in.checkEnd();
    }

    private long[] readLongs() throws IOException {
        List<long[]> parts = new ArrayList<>();
        readBlocks(block -> {
            long[] part = new long[block.remaining() / Long.BYTES];
            block.asLongBuffer().get(part);
            parts.add(part);
        });
        return parts.stream().flatMapToLong(Arrays::stream).toArray();
    }

    private void blocks(SectionType type, String name, BlockSink sink) throws IOException {
        checkNext(type, name);
        readBlocks(sink);
        advance();
    }

    private void readBlocks(BlockSink sink) throws IOException {
        for (ByteBuffer block = in.block(next); block != null; block = in.block(next)) {
            sink.accept(block);
        }
    }

    private void checkNext(SectionType type, String name) {
        if (next.type() != type || !next.name().equals(name)) {
            throw problem("expected section " + name + " (" + type + "), got section " + next.name() + " ("
                    + next.type() + ")");
        }
    }

    private void advance() throws IOException {
        totalBefore = in.total();
        next = in.header();
        sections++;
    }

    private String decode(String name, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(
                    problem("section " + name + ": expected UTF-8 text").getMessage(), e);
        }
    }

    /** A mistake in the content of this file, for the caller to throw. */
    public ModelFormatException problem(String message) {
        return in.problem(message);
    }

    /** Takes numbers as they come. */
    @FunctionalInterface
    public interface FloatSink {
        /** Takes {@code values[0 .. count)}, which are overwritten afterwards. */
        void accept(float[] values, int count);
    }

    @FunctionalInterface
    private interface BlockSink {
        void accept(ByteBuffer block);
    }

    private static final class FloatCollector implements FloatSink {
        private float[] values = new float[SectionFormat.MAX_BLOCK / Float.BYTES];
        private int count;

        @Override
        public void accept(float[] more, int moreCount) {
            int needed = Math.addExact(count, moreCount);
            if (needed > values.length) {
                values = Arrays.copyOf(
                        values, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, values.length * 2L)));
            }
            System.arraycopy(more, 0, values, count, moreCount);
            count = needed;
        }
    }
}
