package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * One-dimensional convolution (cross-correlation) with zero padding.
 *
 * <ul>
 *   <li>input {@code [channels, length]}
 *   <li>weights: {@code bias [filters]} first, then {@code weight [filters, channels, kernel]} row-major; DL4J 1.0.0-M2.1 keeps
 *       them as {@code [kernel, channels, filters]}
 *   <li>output {@code [filters, outLength]}, {@code out = floor((in + 2 padding - kernel) / stride) + 1}
 * </ul>
 *
 * @param filters output channels
 * @param kernel positions under a filter
 * @param stride distance from one position of a filter to the next
 * @param padding zeros before the first and behind the last position
 * @param bias whether there is a bias
 */
public record Conv1d(int filters, int kernel, int stride, int padding, boolean bias) implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if there is no filter, kernel or stride is below 1 or the padding negative
     */
    public Conv1d {
        if (filters < 1 || kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException(
                    "a conv1d layer needs at least 1 filter, a kernel and a stride of at least 1 and a padding of 0 or"
                            + " more, got " + filters + " filters, kernel " + kernel + ", stride " + stride
                            + " and padding " + padding);
        }
    }

    /** At every position, without padding, with a bias. */
    public Conv1d(int filters, int kernel) {
        this(filters, kernel, 1, 0, true);
    }

    @Override
    public String name() {
        return "conv1d";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 2) {
            throw new IllegalArgumentException(
                    "expects a sequence channels x length, got " + input + "; give the network's input two dimensions");
        }
        Window window = new Window(
                input.dim(0), new WindowAxis(1, 1, 1, 0), new WindowAxis(input.dim(1), kernel, stride, padding));
        Shape output = Shape.of(filters, window.positions());
        return new Filters(filters, window, bias, true).bind(input, output);
    }
}
