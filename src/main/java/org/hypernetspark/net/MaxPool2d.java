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
            int out = 0;
            for (int plane = 0; plane < p.examples() * window.channels(); plane++) {
                int from = plane * window.plane();
                for (int row = 0; row < window.vertical().steps(); row++) {
                    for (int column = 0; column < window.horizontal().steps(); column++) {
                        int first = window.vertical().index(row, 0) * width
                                + window.horizontal().index(column, 0);
                        int largest = largest(p.x, from, first);
                        p.saved[out] = largest;
                        p.y[out] = p.x[from + largest];
                        out++;
                    }
                }
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

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            Arrays.fill(p.dx, 0, p.examples() * input.size(), 0);
            int out = 0;
            for (int plane = 0; plane < p.examples() * window.channels(); plane++) {
                int to = plane * window.plane();
                for (int position = 0; position < window.positions(); position++) {
                    p.dx[to + (int) p.saved[out]] += p.dy[out];
                    out++;
                }
            }
        }
    }
}
