package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/**
 * The largest value under a window in each channel; surplus rows and columns of the input are not read.
 *
 * <p>Input {@code [channels, height, width]}, output {@code [channels, outHeight, outWidth]}. Among equal values the first
 * gets the gradient.
 *
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param strideHeight rows from one position to the next
 * @param strideWidth columns from one position to the next
 */
public record MaxPool2d(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) implements LayerSpec {
    /** Indices up to here are exact as floats. */
    private static final int MAX_PLANE = 1 << 24;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public MaxPool2d {
        Window.check("max-pool2d", kernelHeight, kernelWidth, strideHeight, strideWidth);
    }

    /** Square windows side by side. */
    public MaxPool2d(int kernel) {
        this(kernel, kernel, kernel, kernel);
    }

    @Override
    public String name() {
        return "max-pool2d";
    }

    @Override
    public Layer bind(Shape input) {
        Window.checkImage(input);
        Window window = new Window(
                input.dim(0),
                new WindowAxis(input.dim(1), kernelHeight, strideHeight, 0),
                new WindowAxis(input.dim(2), kernelWidth, strideWidth, 0));
        if (window.plane() > MAX_PLANE) {
            throw new IllegalArgumentException("expects up to " + MAX_PLANE + " values in a channel, got "
                    + window.plane() + "; use smaller images");
        }
        return new Bound(input, window.output(window.channels()), window);
    }

    /** Keeps for each output the index, inside its channel, of the input it came from. */
    private record Bound(Shape input, Shape output, Window window) implements Layer {
        @Override
        public int savedPerExample() {
            return output.size();
        }

        @Override
        public void forward(LayerPass p) {
            int width = window.horizontal().size();
            int rowStep = window.vertical().stride() * width;
            int columns = window.horizontal().steps();
            boolean pairs = window.vertical().kernel() == 2
                    && window.horizontal().kernel() == 2
                    && window.horizontal().stride() == 2;
            int out = 0;
            for (int plane = 0; plane < p.examples() * window.channels(); plane++) {
                int from = plane * window.plane();
                for (int first = 0; first < window.vertical().steps() * rowStep; first += rowStep) {
                    if (pairs) {
                        rowOfPairs(p, from, first, out);
                    } else {
                        row(p, from, first, out);
                    }
                    out += columns;
                }
            }
        }

        private void row(LayerPass p, int from, int first, int out) {
            for (int column = 0; column < window.horizontal().steps(); column++) {
                int largest =
                        largest(p.x, from, first + column * window.horizontal().stride());
                p.saved[out + column] = largest;
                p.y[out + column] = p.x[from + largest];
            }
        }

        private int largest(float[] x, int from, int first) {
            int width = window.horizontal().size();
            int best = first;
            for (int row = 0; row < window.vertical().kernel(); row++) {
                for (int i = first + row * width;
                        i < first + row * width + window.horizontal().kernel();
                        i++) {
                    best = x[from + i] > x[from + best] ? i : best;
                }
            }
            return best;
        }

        /** The usual 2 x 2 window and stride, without loops and so without branches that nobody can predict. */
        private void rowOfPairs(LayerPass p, int from, int first, int out) {
            float[] x = p.x;
            float[] y = p.y;
            float[] saved = p.saved;
            int width = window.horizontal().size();
            int above = from + first;
            int below = above + width;
            int columns = window.horizontal().steps();
            for (int column = 0; column < columns; column++) {
                float a = x[above + 2 * column];
                float b = x[above + 2 * column + 1];
                float c = x[below + 2 * column];
                float d = x[below + 2 * column + 1];
                float upper = Math.max(a, b);
                float lower = Math.max(c, d);
                int inUpper = larger(a, b);
                int inLower = width + larger(c, d);
                y[out + column] = Math.max(upper, lower);
                saved[out + column] = first + 2 * column + inUpper + (inLower - inUpper) * larger(upper, lower);
            }
        }

        /** 0 if the first value is the larger one or as large, else 1: the sign of the difference. */
        private static int larger(float first, float second) {
            return Float.floatToRawIntBits(first - second) >>> 31;
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            int positions = window.positions();
            for (int plane = 0; plane < p.examples() * window.channels(); plane++) {
                int to = plane * window.plane();
                Arrays.fill(p.dx, to, to + window.plane(), 0);
                addTo(p.dx, to, p.dy, p.saved, plane * positions, positions);
            }
        }

        private static void addTo(float[] dx, int to, float[] dy, float[] places, int from, int n) {
            for (int i = from; i < from + n; i++) {
                dx[to + (int) places[i]] += dy[i];
            }
        }
    }
}
