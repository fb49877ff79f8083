package org.hypernetspark.param;

/**
 * Copies rows so that values of one place lie side by side, and back: transpositions whose rows need not be adjacent.
 *
 * <p>Four rows at a time: that writes (reads) whole parts of cache lines, and is about twice as fast as one by one.
 */
public final class Interleaving {
    private static final int TOGETHER = 4;

    private Interleaving() {}

    /**
     * {@code to[toAt + i * width + row] = from[fromAt + row * stride + i * step]} for {@code i < length}.
     *
     * @param rows number of rows
     * @param width distance from the values of one place to those of the next, at least the number of rows
     * @param length values taken from each row
     * @param stride distance from one row to the next
     * @param step distance from one value of a row to the next
     */
    public static void interleave(
            int rows, int width, int length, float[] from, int fromAt, int stride, int step, float[] to, int toAt) {
        int row = 0;
        for (; row + TOGETHER <= rows; row += TOGETHER) {
            int a = fromAt + row * stride;
            int b = a + stride;
            int c = b + stride;
            int d = c + stride;
            for (int i = 0; i < length; i++) {
                int at = toAt + i * width + row;
                to[at] = from[a + i * step];
                to[at + 1] = from[b + i * step];
                to[at + 2] = from[c + i * step];
                to[at + 3] = from[d + i * step];
            }
        }
        for (; row < rows; row++) {
            for (int i = 0; i < length; i++) {
                to[toAt + i * width + row] = from[fromAt + row * stride + i * step];
            }
        }
    }

    /** The way back: {@code to[toAt + row * stride + i * step] = from[fromAt + i * width + row]}. */
    public static void separate(
            int rows, int width, int length, float[] from, int fromAt, float[] to, int toAt, int stride, int step) {
        int row = 0;
        for (; row + TOGETHER <= rows; row += TOGETHER) {
            int a = toAt + row * stride;
            int b = a + stride;
            int c = b + stride;
            int d = c + stride;
            for (int i = 0; i < length; i++) {
                int at = fromAt + i * width + row;
                to[a + i * step] = from[at];
                to[b + i * step] = from[at + 1];
                to[c + i * step] = from[at + 2];
                to[d + i * step] = from[at + 3];
            }
        }
        for (; row < rows; row++) {
            for (int i = 0; i < length; i++) {
                to[toAt + row * stride + i * step] = from[fromAt + i * width + row];
            }
        }
    }
}
