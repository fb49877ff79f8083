package org.hypernetspark.ml.table;

import java.io.Serializable;
import org.hypernetspark.param.Seeds;

/**
 * All rows of one task as they were read, in order of their content, in primitive arrays.
 *
 * <p>A plain class so that Kryo's field serialiser can carry it.
 */
final class RawTask implements Serializable {
    private static final long serialVersionUID = 1;

    private final String id;
    private final int count;
    private final int width;
    private final double[] values;
    private final int[] sizes;
    private final int textWidth;
    private final int[] codes;
    private final String[][] dictionaries;
    private final TableProblem[] problems;

    /**
     * Wraps the arrays.
     *
     * @param values {@code [count, width]}
     * @param sizes of the vectors of a row
     * @param codes {@code [count, texts]}, positions in the dictionaries
     * @param dictionaries for each text of a row the different texts there are
     * @param problems rows that cannot be used and are left out
     */
    RawTask(
            String id,
            int count,
            int width,
            double[] values,
            int[] sizes,
            int[] codes,
            String[][] dictionaries,
            TableProblem[] problems) {
        this.id = id;
        this.count = count;
        this.width = width;
        this.values = values;
        this.sizes = sizes;
        this.textWidth = dictionaries.length;
        this.codes = codes;
        this.dictionaries = dictionaries;
        this.problems = problems;
    }

    String id() {
        return id;
    }

    int count() {
        return count;
    }

    /** All numbers {@code [count, width]}. */
    double[] values() {
        return values;
    }

    /** Where the numbers of a row begin. */
    int valuesAt(int row) {
        return row * width;
    }

    int[] sizes() {
        return sizes;
    }

    /** Copies the texts of a row. */
    void texts(int row, String[] to) {
        for (int i = 0; i < textWidth; i++) {
            to[i] = dictionaries[i][codes[row * textWidth + i]];
        }
    }

    /** The different texts at a place of the rows. */
    String[] dictionary(int text) {
        return dictionaries[text];
    }

    /** Position in the dictionary of a text of a row. */
    int code(int row, int text) {
        return codes[row * textWidth + text];
    }

    TableProblem[] problems() {
        return problems;
    }

    /** A stable hash of each row's content: equal rows have equal hashes. */
    long[] contentHashes() {
        long[][] textHashes = new long[textWidth][];
        for (int i = 0; i < textWidth; i++) {
            textHashes[i] = new long[dictionaries[i].length];
            for (int code = 0; code < textHashes[i].length; code++) {
                textHashes[i][code] = Seeds.hash(dictionaries[i][code]);
            }
        }
        long[] hashes = new long[count];
        for (int row = 0; row < count; row++) {
            long hash = 0;
            for (int i = 0; i < width; i++) {
                hash = Seeds.mix(31 * hash + Double.doubleToLongBits(values[row * width + i]));
            }
            for (int i = 0; i < textWidth; i++) {
                hash = Seeds.mix(31 * hash + textHashes[i][code(row, i)]);
            }
            hashes[row] = hash;
        }
        return hashes;
    }
}
