package org.hypernetspark.net;

import org.hypernetspark.param.Interleaving;
import org.hypernetspark.param.Shape;

/**
 * Puts images {@code [tasks, batch, channels, height, width]} into the order {@code [tasks, height, channels, width,
 * batch]}, or back.
 *
 * @param input shape of an image
 * @param back whether it is the way back
 */
record Interleave(Shape input, boolean back) implements Layer {
    @Override
    public Shape output() {
        return input;
    }

    @Override
    public void forward(LayerPass p) {
        copy(p, p.x, p.y, back);
    }

    @Override
    public void backward(LayerPass p) {
        if (p.dx != null) {
            copy(p, p.dy, p.dx, !back);
        }
    }

    private void copy(LayerPass p, float[] from, float[] to, boolean separate) {
        int rows = input.dim(0) * input.dim(1);
        for (int row = 0; row < p.tasks * rows; row++) {
            int first = row / rows * rows * p.batch;
            int image = (first + imageRow(row % rows)) * input.dim(2);
            int line = (first + row % rows * p.batch) * input.dim(2);
            copyRow(p.batch, from, to, image, line, separate);
        }
    }

    /** Where row {@code row} of {@code [height, channels]} lies in {@code [channels, height]}. */
    private int imageRow(int row) {
        int channels = input.dim(0);
        return row % channels * input.dim(1) + row / channels;
    }

    private void copyRow(int batch, float[] from, float[] to, int image, int line, boolean separate) {
        int width = input.dim(2);
        int size = input.dim(0) * input.dim(1) * width;
        if (separate) {
            Interleaving.separate(batch, batch, width, from, line, to, image, size, 1);
        } else {
            Interleaving.interleave(batch, batch, width, from, image, size, 1, to, line);
        }
    }
}
