package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Interleaving;

/**
 * How the padded images of a group of examples lie side by side: {@code [rows, channels, columns, examples]}.
 *
 * <p>What column {@code k} of the filters sees from one row of positions is then a matrix {@code [kernelHeight * channels,
 * positions * examples]} that lies in memory as it is, with row length {@code columns * examples}: nothing has to be
 * unfolded. With a horizontal stride {@code s} the columns {@code 0, s, 2s ..} come first, then {@code 1, s + 1, ..}.
 *
 * @param window the filters' window
 */
record InterleavedImages(Window window) {
    private WindowAxis horizontal() {
        return window.horizontal();
    }

    private WindowAxis vertical() {
        return window.vertical();
    }

    /** Columns of each of the parts that the stride makes. */
    private int partColumns() {
        return (horizontal().padded() - 1) / horizontal().stride() + 1;
    }

    /** Columns with padding: the row length of a matrix, in values of one example. */
    int columns() {
        return partColumns() * horizontal().stride();
    }

    /** Rows of all channels with padding. */
    int rows() {
        return vertical().padded() * window.channels();
    }

    /** Rows of a matrix. */
    int depth() {
        return vertical().kernel() * window.channels();
    }

    /** Where the matrix for a row of positions and column {@code k} of the filters begins, in values of one example. */
    int matrixAt(int row, int k) {
        return row * vertical().stride() * window.channels() * columns() + place(k);
    }

    /** Where a column of the padded image lies in its row. */
    private int place(int column) {
        int stride = horizontal().stride();
        return column % stride * partColumns() + column / stride;
    }

    /** Fills {@code to} from images {@code x [examples, channels, height, width]}. */
    void interleave(int examples, float[] x, int xAt, float[] to, int toAt) {
        if (vertical().padding() > 0 || horizontal().padding() > 0) {
            Arrays.fill(to, toAt, toAt + rows() * columns() * examples, 0);
        }
        int stride = horizontal().stride();
        for (int row = 0; row < vertical().size() * window.channels(); row++) {
            int image = xAt + imageRow(row);
            int at = toAt + rowAt(row) * examples;
            for (int first = 0; first < stride; first++) {
                int part = at + place(first + horizontal().padding()) * examples;
                Interleaving.interleave(
                        examples, examples, partLength(first), x, image + first, window.image(), stride, to, part);
            }
        }
    }

    /** The way back, to images {@code x [examples, channels, height, width]}; padding is left out. */
    void separate(int examples, float[] from, int fromAt, float[] x, int xAt) {
        int stride = horizontal().stride();
        for (int row = 0; row < vertical().size() * window.channels(); row++) {
            int image = xAt + imageRow(row);
            int at = fromAt + rowAt(row) * examples;
            for (int first = 0; first < stride; first++) {
                int part = at + place(first + horizontal().padding()) * examples;
                Interleaving.separate(
                        examples, examples, partLength(first), from, part, x, image + first, window.image(), stride);
            }
        }
    }

    /** Where row {@code row} of {@code [height, channels]} lies in the image {@code [channels, height, width]}. */
    private int imageRow(int row) {
        int channels = window.channels();
        return (row % channels * vertical().size() + row / channels)
                * horizontal().size();
    }

    private int rowAt(int row) {
        return (row + vertical().padding() * window.channels()) * columns();
    }

    /** Columns of the image, without padding, in the part of column {@code first}. */
    private int partLength(int first) {
        return (horizontal().size() - first + horizontal().stride() - 1)
                / horizontal().stride();
    }
}
