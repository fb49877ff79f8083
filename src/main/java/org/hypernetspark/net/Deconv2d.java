package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Two-dimensional transposed convolution ("deconvolution", Zeiler et al. 2010): each value of the input adds the filters, times
 * the value, to the output; the way back of a {@link Conv2d} of the same kernel, stride and padding.
 *
 * <ul>
 *   <li>input {@code [channels, height, width]}
 *   <li>weights: {@code bias [filters]} first, then {@code weight [channels, filters, kernelHeight, kernelWidth]} row-major,
 *       which is DL4J's flat order
 *   <li>output {@code [filters, outHeight, outWidth]}, {@code out = (in - 1) stride + kernel - 2 padding}
 * </ul>
 *
 * @param filters output channels
 * @param kernelHeight rows of a filter
 * @param kernelWidth columns of a filter
 * @param strideHeight rows in the output from one input row to the next
 * @param strideWidth columns in the output from one input column to the next
 * @param paddingHeight rows cut off above and below
 * @param paddingWidth columns cut off to the left and right
 * @param bias whether there is a bias
 */
public record Deconv2d(
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
    public Deconv2d {
        if (filters < 1) {
            throw new IllegalArgumentException("a deconv2d layer needs at least 1 filter, got " + filters);
        }
        Window.check("deconv2d", kernelHeight, kernelWidth, strideHeight, strideWidth);
        if (paddingHeight < 0 || paddingWidth < 0) {
            throw new IllegalArgumentException(
                    "a deconv2d layer needs a padding of 0 or more, got " + paddingHeight + "x" + paddingWidth);
        }
    }

    /** Square filters, without padding, with a bias. */
    public Deconv2d(int filters, int kernel, int stride) {
        this(filters, kernel, kernel, stride, stride, 0, 0, true);
    }

    @Override
    public String name() {
        return "deconv2d";
    }

    @Override
    public Layer bind(Shape input) {
        Window.checkImage(input);
        Window window = new Window(
                filters,
                axis(input, 1, kernelHeight, strideHeight, paddingHeight),
                axis(input, 2, kernelWidth, strideWidth, paddingWidth));
        int fanIn = Math.max(1, input.dim(0) * kernelHeight * kernelWidth / (strideHeight * strideWidth));
        return new Bound(
                input,
                Shape.of(filters, window.vertical().size(), window.horizontal().size()),
                window,
                fanIn,
                bias);
    }

    private static WindowAxis axis(Shape input, int dim, int kernel, int stride, int padding) {
        long size = (input.dim(dim) - 1L) * stride + kernel - 2L * padding;
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("kernel " + kernel + ", stride " + stride + " and padding " + padding
                    + " make " + size + " values of the " + input.dim(dim) + " along an axis of the input " + input
                    + "; use less padding or a larger kernel");
        }
        return new WindowAxis((int) size, kernel, stride, padding);
    }

    /**
     * The output is unfolded under the window, as the input of a convolution is.
     *
     * <p>Scratch memory: {@code columns [values, positions]}; positions are those of the input.
     */
    private record Bound(Shape input, Shape output, Window window, int fanIn, boolean bias) implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            int channels = input.dim(0);
            int filters = window.channels();
            int height = window.vertical().kernel();
            int width = window.horizontal().kernel();
            int fanOut = filters * height * width;
            List<ParameterSpec> specs = new ArrayList<>();
            if (bias) {
                specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(filters), fanIn, fanOut));
            }
            Shape weight = Shape.of(channels, filters, height, width);
            specs.add(new ParameterSpec("weight", ParameterKind.WEIGHT, weight, fanIn, fanOut));
            return specs;
        }

        private int weightsAt(int at) {
            return bias ? at + window.channels() : at;
        }

        private int channels() {
            return input.dim(0);
        }

        @Override
        public int scratch() {
            return Shape.of(window.values(), window.positions()).size();
        }

        @Override
        public void forward(LayerPass p) {
            int k = channels();
            int m = window.values();
            int n = window.positions();
            for (int example = 0; example < p.examples(); example++) {
                int at = p.weightsAt(example / p.batch);
                int y = example * window.image();
                int x = example * k * n;
                Blas.gemmTransposedA(m, n, k, p.theta, weightsAt(at), m, p.x, x, n, 0, p.scratch, 0, n);
                if (bias) {
                    Kernels.fillRows(p.y, y, window.channels(), window.plane(), p.theta, at);
                } else {
                    Arrays.fill(p.y, y, y + window.image(), 0);
                }
                window.fold(p.scratch, p.y, y);
            }
        }

        @Override
        public void backward(LayerPass p) {
            int m = channels();
            int n = window.positions();
            int k = window.values();
            for (int example = 0; example < p.examples(); example++) {
                int task = example / p.batch;
                int x = example * m * n;
                window.unfold(p.dy, example * window.image(), p.scratch);
                if (p.dTheta != null) {
                    boolean add = example % p.batch != 0;
                    int at = p.gradientAt(task);
                    Blas.gemmTransposedB(m, k, n, p.x, x, n, p.scratch, 0, n, add ? 1 : 0, p.dTheta, weightsAt(at), k);
                    if (bias) {
                        int dy = example * window.image();
                        Kernels.rowSums(p.dy, dy, window.channels(), window.plane(), add, p.dTheta, at);
                    }
                }
                if (p.dx != null) {
                    int w = weightsAt(p.weightsAt(task));
                    Blas.gemm(m, n, k, p.theta, w, k, p.scratch, 0, n, 0, p.dx, x, n);
                }
            }
        }
    }
}
