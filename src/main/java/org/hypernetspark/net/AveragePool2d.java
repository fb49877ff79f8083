package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Shape;

/**
 * The mean of the values under a window in each channel; surplus rows and columns of the input are not read.
 *
 * <p>Input {@code [channels, height, width]}, output {@code [channels, outHeight, outWidth]}.
 *
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param strideHeight rows from one position to the next
 * @param strideWidth columns from one position to the next
 */
public record AveragePool2d(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public AveragePool2d {
        Window.check("average-pool2d", kernelHeight, kernelWidth, strideHeight, strideWidth);
    }

    /** Square windows side by side. */
    public AveragePool2d(int kernel) {
        this(kernel, kernel, kernel, kernel);
    }

    @Override
    public String name() {
        return "average-pool2d";
    }

    @Override
    public Layer bind(Shape input) {
        Window.checkImage(input);
        Window window = new Window(
                input.dim(0),
                new WindowAxis(input.dim(1), kernelHeight, strideHeight, 0),
                new WindowAxis(input.dim(2), kernelWidth, strideWidth, 0));
        return new Bound(input, window.output(window.channels()), window, 1f / (kernelHeight * kernelWidth));
    }

    private record Bound(Shape input, Shape output, Window window, float share) implements Layer {
        @Override
        public void forward(LayerPass p) {
            int out = 0;
            for (int plane = 0; plane < p.examples() * window.channels(); plane++) {
                for (int row = 0; row < window.vertical().steps(); row++) {
                    for (int column = 0; column < window.horizontal().steps(); column++) {
                        p.y[out] = sum(p.x, at(plane, row, column)) * share;
                        out++;
                    }
                }
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx == null) {
                return;
            }
            Arrays.fill(p.dx, 0, p.examples() * window.image(), 0);
            int out = 0;
            for (int plane = 0; plane < p.examples() * window.channels(); plane++) {
                for (int row = 0; row < window.vertical().steps(); row++) {
                    for (int column = 0; column < window.horizontal().steps(); column++) {
                        add(p.dy[out] * share, p.dx, at(plane, row, column));
                        out++;
                    }
                }
            }
        }

        /** Where the window's first value lies. */
        private int at(int plane, int row, int column) {
            return plane * window.plane()
                    + window.vertical().index(row, 0) * window.horizontal().size()
                    + window.horizontal().index(column, 0);
        }

        private float sum(float[] x, int at) {
            float sum = 0;
            for (int row = 0; row < window.vertical().kernel(); row++) {
                int from = at + row * window.horizontal().size();
                for (int i = from; i < from + window.horizontal().kernel(); i++) {
                    sum += x[i];
                }
            }
            return sum;
        }

        private void add(float value, float[] x, int at) {
            for (int row = 0; row < window.vertical().kernel(); row++) {
                int from = at + row * window.horizontal().size();
                for (int i = from; i < from + window.horizontal().kernel(); i++) {
                    x[i] += value;
                }
            }
        }
    }
}
