package org.hypernetspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes back, bit for bit. */
class SectionsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SectionReader reader() throws IOException {
        return new SectionReader(new ByteArrayInputStream(bytes.toByteArray()), "test.bin");
    }

    @Test
    void sectionsComeBackInOrder() throws IOException {
        SectionWriter writer = new SectionWriter(bytes);
        writer.text("a", "{\"x\": \"é\uD83D\uDE00\"}");
        writer.longs("b", Long.MIN_VALUE, 0, Long.MAX_VALUE);
        writer.ints("c", Integer.MIN_VALUE, 7);
        writer.strings("d", List.of("", "store 1", "é\n\0"));
        writer.floats("e", new float[] {1.5f, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY});
        writer.finish();

        SectionReader reader = reader();
        assertThat(reader.text("a")).isEqualTo("{\"x\": \"é\uD83D\uDE00\"}");
        assertThat(reader.longs("b")).containsExactly(Long.MIN_VALUE, 0, Long.MAX_VALUE);
        assertThat(reader.ints("c")).containsExactly(Integer.MIN_VALUE, 7);
        assertThat(reader.nextName()).isEqualTo("d");
        assertThat(reader.nextType()).isEqualTo(SectionType.STRINGS);
        assertThat(reader.strings("d")).containsExactly("", "store 1", "é\n\0");
        assertThat(reader.floats("e")).containsExactly(1.5f, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY);
        assertThat(reader.nextType()).isEqualTo(SectionType.END);
        reader.finish();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 100_000})
    void floatsOfAnyCountComeBack(int count) throws IOException {
        float[] values = new float[count];
        IntStream.range(0, count).forEach(i -> values[i] = Float.intBitsToFloat(i * 0x9E3779B1));
        SectionWriter writer = new SectionWriter(bytes);
        writer.floats("f", values);
        writer.finish();
        assertThat(bits(reader().floats("f"))).isEqualTo(bits(values));
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }

    @Test
    void floatsInSeveralBlocksAreOneSection() throws IOException {
        float[] values = new float[70_000];
        IntStream.range(0, values.length).forEach(i -> values[i] = i);
        SectionWriter whole = new SectionWriter(bytes);
        whole.floats("f", values);
        whole.finish();

        ByteArrayOutputStream other = new ByteArrayOutputStream();
        SectionWriter writer = new SectionWriter(other);
        SectionWriter.FloatSection section = writer.floats("f");
        section.append(values, 0, 1);
        section.append(values, 1, 49_999);
        section.append(values, 50_000, 20_000);
        section.end();
        writer.finish();
        assertThat(other.toByteArray()).isEqualTo(bytes.toByteArray());
    }

    @Test
    void longTextsAndManyStringsCrossBlocks() throws IOException {
        String text = "0123456789é".repeat(20_000);
        List<String> strings =
                IntStream.range(0, 30_000).mapToObj(i -> "task " + i).toList();
        SectionWriter writer = new SectionWriter(bytes);
        writer.text("t", text);
        writer.strings("s", strings);
        writer.longs("l", IntStream.range(0, 20_000).asLongStream().toArray());
        writer.finish();
        SectionReader reader = reader();
        assertThat(reader.text("t")).isEqualTo(text);
        assertThat(reader.strings("s")).isEqualTo(strings);
        assertThat(reader.longs("l")).hasSize(20_000).endsWith(19_999);
        reader.finish();
    }

    @Test
    void sectionsCanBePassedOver() throws IOException {
        SectionWriter writer = new SectionWriter(bytes);
        writer.floats("f", new float[20_000]);
        writer.text("t", "here");
        writer.finish();
        SectionReader reader = reader();
        reader.skip();
        assertThat(reader.text("t")).isEqualTo("here");
        reader.finish();
        assertThatThrownBy(reader::skip).isInstanceOf(ModelFormatException.class);
    }

    @Test
    void writingWhileASectionIsOpenIsRefused() throws IOException {
        SectionWriter writer = new SectionWriter(bytes);
        SectionWriter.FloatSection section = writer.floats("f");
        assertThatThrownBy(() -> writer.text("t", "x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Section t cannot begin: section f has not ended");
        section.end();
        assertThatThrownBy(() -> section.append(new float[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        writer.finish();
        assertThatThrownBy(() -> writer.text("t", "x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesAndStringsHaveALimit() throws IOException {
        SectionWriter writer = new SectionWriter(bytes);
        assertThatThrownBy(() -> writer.text("x".repeat(256), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 255 bytes, got 256");
        assertThatThrownBy(() -> writer.strings("s", List.of("x".repeat(65_533))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up to 65532 bytes, got 65533");
    }
}
