package org.hypernetspark.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts as indices of their characters; of each text the last twentieth is for testing, the one before it for validation.
 *
 * @param alphabet the characters that occur, in ascending order; a character's index is its place
 * @param training the first parts of the texts, one after the other
 * @param validation the parts behind them
 * @param test the last parts
 */
record CharacterText(char[] alphabet, int[] training, int[] validation, int[] test) {
    private static final int PARTS = 20;

    /** Of some texts. */
    static CharacterText of(List<String> texts) {
        char[] alphabet = alphabet(texts);
        List<int[]> first = new ArrayList<>();
        List<int[]> second = new ArrayList<>();
        List<int[]> last = new ArrayList<>();
        for (String text : texts) {
            int[] indices = text.chars()
                    .map(c -> Arrays.binarySearch(alphabet, (char) c))
                    .toArray();
            int part = indices.length / PARTS;
            int test = indices.length - part;
            first.add(Arrays.copyOf(indices, test - part));
            second.add(Arrays.copyOfRange(indices, test - part, test));
            last.add(Arrays.copyOfRange(indices, test, indices.length));
        }
        return new CharacterText(alphabet, joined(first), joined(second), joined(last));
    }

    /** Of some files in UTF-8. */
    static CharacterText read(List<Path> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return of(texts);
    }

    private static char[] alphabet(List<String> texts) {
        int[] sorted =
                texts.stream().flatMapToInt(String::chars).distinct().sorted().toArray();
        char[] alphabet = new char[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            alphabet[i] = (char) sorted[i];
        }
        return alphabet;
    }

    private static int[] joined(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
