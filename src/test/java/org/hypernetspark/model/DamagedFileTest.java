package org.hypernetspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that is foreign, newer, truncated or altered is refused, wherever the damage is. */
class DamagedFileTest {
    private byte[] whole;

    @BeforeEach
    void writeFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SectionWriter writer = new SectionWriter(bytes);
        writer.text("config", "{}");
        writer.floats("phi", new float[] {1, 2, 3});
        writer.strings("tasks", List.of("a", "bc"));
        writer.longs("rounds", 5);
        writer.ints("steps", 1, 2);
        writer.finish();
        whole = bytes.toByteArray();
    }

    private static void read(byte[] bytes) throws IOException {
        SectionReader reader = new SectionReader(new ByteArrayInputStream(bytes), "model.bin");
        reader.text("config");
        reader.floats("phi");
        reader.strings("tasks");
        reader.longs("rounds");
        reader.ints("steps");
        reader.finish();
    }

    private static void refused(byte[] bytes, String... parts) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith("model.bin: ")
                .hasMessageContainingAll(parts);
    }

    @Test
    void theWholeFileIsRead() throws IOException {
        read(whole);
    }

    @Test
    void everyPrefixIsRefused() {
        for (int length = 1; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), "expected more after byte " + length, "it is truncated");
        }
    }

    @Test
    void everyAlteredBitIsRefused() {
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] altered = whole.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(catchThrowable(() -> read(altered)))
                    .as("bit %d of byte %d", bit % 8, bit / 8)
                    .isInstanceOf(ModelFormatException.class);
        }
    }

    @Test
    void everyByteMoreIsRefused() {
        refused(Arrays.copyOf(whole, whole.length + 1), "expected the file to end at byte " + whole.length);
    }

    @Test
    void emptyFileIsRefused() {
        refused(new byte[0], "expected a file of hypernet-spark, got another kind of file (it is empty)");
    }

    @Test
    void foreignFileIsRefused() {
        refused("PK and so on, a zip".getBytes(StandardCharsets.UTF_8), "got another kind of file");
        refused("x".getBytes(StandardCharsets.UTF_8), "got another kind of file");
    }

    @Test
    void newerVersionIsRefused() {
        whole[8] = 2;
        refused(whole, "expected format version 1, got 2", "a newer hypernet-spark wrote it");
    }

    @Test
    void unknownSectionTypeIsRefused() {
        refused(file(header(9, "x")), "expected a known type of section, got type 9");
    }

    @Test
    void absurdLengthIsRefusedBeforeItIsAllocated() {
        ByteBuffer block = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(Integer.MAX_VALUE);
        refused(file(header(1, "config"), block.array()), "section config: expected a block of up to 65536 bytes");
        ByteBuffer negative =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(-1);
        refused(file(header(1, "config"), negative.array()), "got 4294967295");
    }

    @Test
    void partOfANumberIsRefused() {
        byte[] text = sections(header(1, "config"), block(), header(3, "phi"), block((byte) 1, (byte) 2, (byte) 3));
        refused(file(text), "section phi: expected a block", "got 3");
    }

    @Test
    void partOfAStringIsRefused() {
        byte[] start = sections(header(1, "config"), block(), header(3, "phi"), block(), header(2, "tasks"));
        refused(
                file(start, block((byte) 9, (byte) 0, (byte) 0, (byte) 0, (byte) 'a')),
                "section tasks: expected whole");
        refused(file(start, block((byte) 9)), "section tasks: expected whole");
    }

    @Test
    void textMustBeUtf8() {
        refused(
                file(header(1, "config"), block((byte) 0xFF), block(), header(3, "phi")),
                "config: expected UTF-8 text");
    }

    @Test
    void anotherSectionThanTheExpectedOneIsRefused() {
        refused(file(header(1, "other")), "expected section config (text), got section other (text)");
        refused(file(header(3, "config")), "expected section config (text), got section config (floats)");
        refused(file(header(0, "end")), "expected section config (text), got section end (end)");
    }

    private static byte[] file(byte[]... parts) {
        byte[] start = {(byte) 0x89, 'H', 'N', 'S', 'P', '\r', '\n', 0x1A, 1, 0, 0, 0};
        return sections(start, sections(parts));
    }

    private static byte[] sections(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(int type, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return checked(sections(new byte[] {(byte) type, (byte) bytes.length}, bytes));
    }

    private static byte[] block(byte... payload) {
        ByteBuffer length =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(payload.length);
        return checked(sections(length.array(), payload));
    }

    private static byte[] checked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        ByteBuffer stored =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) checksum.getValue());
        return sections(bytes, stored.array());
    }
}
