package org.hypernetspark.net;

/**
 * What filters see of interleaved images {@code [height, channels, width, batch]}: for each row of positions some matrices {@code [values
 * under the filters, positions * batch]} that lie in memory as they are, all offsets here counted in values of one example.
 *
 * <p>Of the images themselves there is a matrix for each column of the filters. Unfolded, each row is copied once for each
 * of those columns, {@code [height, channels, kernelWidth, positions, batch]}, and one matrix has all values.
 *
 * @param window the filters' window, without padding and with stride 1
 * @param unfolded whether rows are copied
 */
record InterleavedRows(Window window, boolean unfolded) {
    private int kernelWidth() {
        return window.horizontal().kernel();
    }

    private int lines() {
        return window.vertical().size() * window.channels();
    }

    /** Matrices for one row of positions. */
    int parts() {
        return unfolded ? 1 : kernelWidth();
    }

    /** Rows of a matrix. */
    int depth() {
        return window.values() / parts();
    }

    /** Distance between rows of a matrix. */
    int length() {
        return unfolded ? window.horizontal().steps() : window.horizontal().size();
    }

    /** Values of one example. */
    int size() {
        return unfolded ? lines() * kernelWidth() * length() : window.image();
    }

    /** Where the matrix {@code part} of a row of positions begins. */
    int at(int row, int part) {
        return row * window.channels() * (unfolded ? kernelWidth() : 1) * length() + part;
    }

    /** Fills {@code to} from images. */
    void unfold(int batch, float[] x, int xAt, float[] to, int toAt) {
        int run = length() * batch;
        int at = toAt;
        for (int line = 0; line < lines(); line++) {
            for (int k = 0; k < kernelWidth(); k++) {
                System.arraycopy(x, xAt + (line * window.horizontal().size() + k) * batch, to, at, run);
                at += run;
            }
        }
    }
}
