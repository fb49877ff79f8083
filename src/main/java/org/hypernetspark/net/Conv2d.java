package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * Two-dimensional convolution (cross-correlation, as everywhere in the field) with zero padding.
 *
 * <ul>
 *   <li>input {@code [channels, height, width]}
 *   <li>weights: {@code bias [filters]} first, then {@code weight [filters, channels, kernelHeight, kernelWidth]} row-major,
 *       which is DL4J's flat order
 *   <li>output {@code [filters, outHeight, outWidth]}, {@code out = floor((in + 2 padding - kernel) / stride) + 1}
 * </ul>
 *
 * @param filters output channels
 * @param kernelHeight rows of a filter
 * @param kernelWidth columns of a filter
 * @param strideHeight rows from one position to the next
 * @param strideWidth columns from one position to the next
 * @param paddingHeight rows of zeros above and below
 * @param paddingWidth columns of zeros to the left and right
 * @param bias whether there is a bias
 */
public record Conv2d(
        int filters,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        boolean bias)
        implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if there is no filter, a kernel or stride is below 1 or a padding negative
     */
    public Conv2d {
        if (filters < 1) {
            throw new IllegalArgumentException("a conv2d layer needs at least 1 filter, got " + filters);
        }
        Window.check("conv2d", kernelHeight, kernelWidth, strideHeight, strideWidth);
        if (paddingHeight < 0 || paddingWidth < 0) {
            throw new IllegalArgumentException(
                    "a conv2d layer needs a padding of 0 or more, got " + paddingHeight + "x" + paddingWidth);
        }
    }

    /** Square filters at every position, without padding, with a bias. */
    public Conv2d(int filters, int kernel) {
        this(filters, kernel, kernel, 1, 1, 0, 0, true);
    }

    @Override
    public String name() {
        return "conv2d";
    }

    @Override
    public Layer bind(Shape input) {
        Window.checkImage(input);
        Filters bound = filters(input);
        return bound.bind(input, bound.window().output(filters));
    }

    /** The filters over an image of this shape. */
    Filters filters(Shape input) {
        Window window = new Window(
                input.dim(0),
                new WindowAxis(input.dim(1), kernelHeight, strideHeight, paddingHeight),
                new WindowAxis(input.dim(2), kernelWidth, strideWidth, paddingWidth));
        return new Filters(filters, window, bias);
    }

    /** Whether the filters move by one value at a time and never beyond the image. */
    boolean dense() {
        return strideHeight == 1 && strideWidth == 1 && paddingHeight == 0 && paddingWidth == 0;
    }
}
