package org.hypernetspark.net;

/**
 * The largest values under 2 x 2 windows side by side on two rows {@code [2, channels, width, batch]} in
 * {@link LayerPass#saved}.
 *
 * <p>The four values under each window come to lie a constant distance apart in scratch memory: HotSpot vectorises a loop
 * over several places of one array only if it knows the distances. What is kept for the gradient are two zeros or ones for
 * each output: whether the largest value lies in the second column and in the second row; the first of equal values is it.
 *
 * @param channels channels of a row
 * @param width values of a channel; if odd, the last one is not read
 */
record PairPooling(int channels, int width) {
    /** Values worked on together: all that a piece needs stays in the first-level cache. */
    private static final int PIECE = 528;

    /** Floats of scratch memory. */
    static final int SCRATCH = 8 * PIECE;

    private static final int B = PIECE;
    private static final int C = 2 * PIECE;
    private static final int D = 3 * PIECE;
    private static final int LARGEST = 4 * PIECE;
    private static final int COLUMN = 5 * PIECE;
    private static final int ROW = 6 * PIECE;
    private static final int BELOW = 7 * PIECE;

    /** Values of one row of one example. */
    int line() {
        return channels * width;
    }

    /** Outputs of one example. */
    int pooled() {
        return channels * (width / 2);
    }

    /**
     * Computes outputs {@code [channels, width / 2, batch]}.
     *
     * @param rows where the rows begin
     * @param out where the outputs begin in {@code p.y}
     * @param places where in {@code p.saved} what is kept of all outputs begins
     */
    void forward(LayerPass p, int rows, int out, int places) {
        int length = width / 2 * p.batch;
        for (int channel = 0; channel < channels; channel++) {
            int above = rows + channel * width * p.batch;
            int to = out + channel * length;
            for (int at = 0, n; at < length; at += n) {
                n = piece(at, length, p.batch);
                forward(p, above + column(at, p.batch), to + at, places + 2 * (to + at), n);
            }
        }
    }

    /** The way back: writes the gradient of the rows from that of the outputs, {@code p.dy}. */
    void backward(LayerPass p, int rows, int out, int places) {
        int length = width / 2 * p.batch;
        for (int channel = 0; channel < channels; channel++) {
            int above = rows + channel * width * p.batch;
            int from = out + channel * length;
            for (int at = 0, n; at < length; at += n) {
                n = piece(at, length, p.batch);
                backward(p, above + column(at, p.batch), from + at, places + 2 * (from + at), n);
            }
        }
    }

    /** As many whole columns as there is room for, or else a part of one. */
    private static int piece(int at, int length, int batch) {
        return batch > PIECE ? Math.min(PIECE, batch - at % batch) : Math.min(PIECE / batch * batch, length - at);
    }

    private static int column(int at, int batch) {
        return at / batch * 2 * batch + at % batch;
    }

    private void forward(LayerPass p, int above, int out, int places, int n) {
        float[] s = p.scratch;
        int below = above + line() * p.batch;
        gather(p.saved, above, s, 0, n, p.batch);
        gather(p.saved, above + p.batch, s, B, n, p.batch);
        gather(p.saved, below, s, C, n, p.batch);
        gather(p.saved, below + p.batch, s, D, n, p.batch);
        compare(s, n);
        System.arraycopy(s, LARGEST, p.y, out, n);
        System.arraycopy(s, COLUMN, p.saved, places, n);
        System.arraycopy(s, ROW, p.saved, places + n, n);
    }

    /** Every second column of a row. */
    private static void gather(float[] x, int at, float[] s, int sAt, int n, int batch) {
        int run = Math.min(n, batch);
        for (int i = 0; i < n; i += run) {
            System.arraycopy(x, at + 2 * i, s, sAt + i, run);
        }
    }

    /** In loops that write one value each: HotSpot vectorises a loop that writes several in some runs only. */
    private static void compare(float[] s, int n) {
        for (int i = 0; i < n; i++) {
            s[i + LARGEST] = Math.max(Math.max(s[i], s[i + B]), Math.max(s[i + C], s[i + D]));
        }
        for (int i = 0; i < n; i++) {
            s[i + ROW] = positive(s[i + LARGEST] - Math.max(s[i], s[i + B]));
        }
        for (int i = 0; i < n; i++) {
            s[i + COLUMN] = positive(Math.max(s[i], s[i + B]) - s[i]);
        }
        for (int i = 0; i < n; i++) {
            s[i + BELOW] = positive(Math.max(s[i + C], s[i + D]) - s[i + C]);
        }
        for (int i = 0; i < n; i++) {
            s[i + COLUMN] += (s[i + BELOW] - s[i + COLUMN]) * s[i + ROW];
        }
    }

    /** 1 above 0, 0 at 0 (in between below 1e-38): a comparison that HotSpot vectorises. */
    private static float positive(float difference) {
        return Math.min(1f, difference * Float.MAX_VALUE);
    }

    private void backward(LayerPass p, int above, int out, int places, int n) {
        float[] s = p.scratch;
        int below = above + line() * p.batch;
        System.arraycopy(p.dy, out, s, LARGEST, n);
        System.arraycopy(p.saved, places, s, COLUMN, n);
        System.arraycopy(p.saved, places + n, s, ROW, n);
        distribute(s, n);
        scatter(s, 0, p.saved, above, n, p.batch);
        scatter(s, B, p.saved, above + p.batch, n, p.batch);
        scatter(s, C, p.saved, below, n, p.batch);
        scatter(s, D, p.saved, below + p.batch, n, p.batch);
    }

    private static void distribute(float[] s, int n) {
        for (int i = 0; i < n; i++) {
            s[i] = s[i + LARGEST] * (1 - s[i + ROW]) * (1 - s[i + COLUMN]);
        }
        for (int i = 0; i < n; i++) {
            s[i + B] = s[i + LARGEST] * (1 - s[i + ROW]) * s[i + COLUMN];
        }
        for (int i = 0; i < n; i++) {
            s[i + C] = s[i + LARGEST] * s[i + ROW] * (1 - s[i + COLUMN]);
        }
        for (int i = 0; i < n; i++) {
            s[i + D] = s[i + LARGEST] * s[i + ROW] * s[i + COLUMN];
        }
    }

    private static void scatter(float[] s, int sAt, float[] dx, int at, int n, int batch) {
        int run = Math.min(n, batch);
        for (int i = 0; i < n; i += run) {
            System.arraycopy(s, sAt + i, dx, at + 2 * i, run);
        }
    }
}
