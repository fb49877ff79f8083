package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/**
 * A window that slides over each channel of an image {@code [channels, height, width]}.
 *
 * <p>{@link #unfold} lays the values under it out as a matrix, so that a convolution is one matrix product ("im2col").
 *
 * @param channels channels of the image
 * @param vertical how it slides down
 * @param horizontal how it slides to the right
 */
record Window(int channels, WindowAxis vertical, WindowAxis horizontal) {
    /** Checks what a layer's description says of its window, before the image is known. */
    static void check(String layer, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) {
        if (kernelHeight < 1 || kernelWidth < 1 || strideHeight < 1 || strideWidth < 1) {
            throw new IllegalArgumentException(
                    "a " + layer + " layer needs a kernel and a stride of at least 1, got kernel " + kernelHeight + "x"
                            + kernelWidth + " and stride " + strideHeight + "x" + strideWidth);
        }
    }

    /** Checks that the input is an image. */
    static void checkImage(Shape input) {
        if (input.rank() != 3) {
            throw new IllegalArgumentException("expects an image channels x height x width, got " + input
                    + "; give the network's input three dimensions");
        }
    }

    /**
     * Checks that the window fits the image.
     *
     * @throws IllegalArgumentException if the kernel is larger than the padded image
     */
    Window {
        if (vertical.kernel() > vertical.size() + 2L * vertical.padding()
                || horizontal.kernel() > horizontal.size() + 2L * horizontal.padding()) {
            throw new IllegalArgumentException("the kernel " + vertical.kernel() + "x" + horizontal.kernel()
                    + " is larger than the input " + vertical.size() + "x" + horizontal.size() + " with padding "
                    + vertical.padding() + "x" + horizontal.padding() + "; use a smaller kernel or more padding");
        }
    }

    /** Positions of the window in one channel. */
    int positions() {
        return vertical.steps() * horizontal.steps();
    }

    /** Values under the window in all channels. */
    int values() {
        return channels * vertical.kernel() * horizontal.kernel();
    }

    /** Values of one channel of the image. */
    int plane() {
        return vertical.size() * horizontal.size();
    }

    /** Values of the image. */
    int image() {
        return channels * plane();
    }

    /** The shape of an output with one value for each position. */
    Shape output(int outputChannels) {
        return Shape.of(outputChannels, vertical.steps(), horizontal.steps());
    }

    /** Fills {@code columns [values, positions]} with what the window sees at each position; zero outside the image. */
    void unfold(float[] x, int xAt, float[] columns) {
        int at = 0;
        int kernelRow = horizontal.kernel() * positions();
        int width = horizontal.steps();
        for (int channel = 0; channel < channels; channel++) {
            int planeAt = xAt + channel * plane();
            for (int row = 0; row < vertical.kernel(); row++) {
                int known = row > 0 && vertical.stride() == 1 ? vertical.steps() - 1 : 0;
                for (int column = 0; column < horizontal.kernel(); column++) {
                    if (known > 0) {
                        System.arraycopy(columns, at - kernelRow + width, columns, at, known * width);
                    }
                    unfoldRows(x, planeAt, row, column, known, columns, at);
                    at += positions();
                }
            }
        }
    }

    /** Fills the rows of positions from {@code firstStep} on: those above lie one row lower under the window's row above. */
    private void unfoldRows(
            float[] x, int planeAt, int row, int column, int firstStep, float[] columns, int columnsAt) {
        int width = horizontal.steps();
        int first = horizontal.firstInside(column);
        int end = horizontal.endInside(column);
        for (int step = firstStep; step < vertical.steps(); step++) {
            int to = columnsAt + step * width;
            int imageRow = vertical.index(step, row);
            if (imageRow < 0 || imageRow >= vertical.size()) {
                Arrays.fill(columns, to, to + width, 0);
            } else {
                int from = planeAt + imageRow * horizontal.size() + horizontal.index(0, column);
                copyRow(x, from, columns, to, first, end);
            }
        }
    }

    private void copyRow(float[] x, int from, float[] columns, int to, int first, int end) {
        int stride = horizontal.stride();
        if (end - first < horizontal.steps()) {
            Arrays.fill(columns, to, to + first, 0);
            Arrays.fill(columns, to + end, to + horizontal.steps(), 0);
        }
        if (stride == 1) {
            System.arraycopy(x, from + first, columns, to + first, end - first);
        } else {
            for (int i = first; i < end; i++) {
                columns[to + i] = x[from + i * stride];
            }
        }
    }

    /** Adds each value of {@code columns [values, positions]} to the place in the image that {@link #unfold} takes it from. */
    void fold(float[] columns, float[] x, int xAt) {
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            int planeAt = xAt + channel * plane();
            for (int row = 0; row < vertical.kernel(); row++) {
                for (int column = 0; column < horizontal.kernel(); column++) {
                    foldValue(columns, at, row, column, x, planeAt);
                    at += positions();
                }
            }
        }
    }

    private void foldValue(float[] columns, int columnsAt, int row, int column, float[] x, int planeAt) {
        int stride = horizontal.stride();
        int first = horizontal.firstInside(column);
        int end = horizontal.endInside(column);
        int endRow = vertical.endInside(row);
        for (int step = vertical.firstInside(row); step < endRow; step++) {
            int from = columnsAt + step * horizontal.steps();
            int to = planeAt + vertical.index(step, row) * horizontal.size() + horizontal.index(0, column);
            for (int i = first; i < end; i++) {
                x[to + i * stride] += columns[from + i];
            }
        }
    }
}
