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
        Window window = new Window(
                input.dim(0),
                new WindowAxis(input.dim(1), kernelHeight, strideHeight, paddingHeight),
                new WindowAxis(input.dim(2), kernelWidth, strideWidth, paddingWidth));
        int scratch = Shape.of(window.values(), window.positions()).size();
        return new Bound(input, window.output(filters), window, filters, scratch, bias);
    }

    private record Bound(Shape input, Shape output, Window window, int filters, int scratch, boolean bias)
            implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            int kernelHeight = window.vertical().kernel();
            int kernelWidth = window.horizontal().kernel();
            int fanIn = window.values();
            int fanOut = filters * kernelHeight * kernelWidth;
            Shape weight = Shape.of(filters, window.channels(), kernelHeight, kernelWidth);
            List<ParameterSpec> specs = new ArrayList<>();
            if (bias) {
                specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(filters), fanIn, fanOut));
            }
            specs.add(new ParameterSpec("weight", ParameterKind.WEIGHT, weight, fanIn, fanOut));
            return specs;
        }

        @Override
        public void forward(LayerPass p) {
            int values = window.values();
            int positions = window.positions();
            int in = input.size();
            int out = output.size();
            for (int example = 0; example < p.examples(); example++) {
                int biasAt = p.weightsAt(example / p.batch);
                int y = example * out;
                window.unfold(p.x, example * in, p.scratch);
                if (bias) {
                    Kernels.fillRows(p.y, y, filters, positions, p.theta, biasAt);
                }
                int w = biasAt + (bias ? filters : 0);
                Blas.gemm(
                        filters,
                        positions,
                        values,
                        p.theta,
                        w,
                        values,
                        p.scratch,
                        0,
                        positions,
                        bias ? 1 : 0,
                        p.y,
                        y,
                        positions);
            }
        }

        @Override
        public void backward(LayerPass p) {
            for (int example = 0; example < p.examples(); example++) {
                int task = example / p.batch;
                if (p.dTheta != null) {
                    weightGradient(p, example, p.gradientAt(task), example % p.batch != 0);
                }
                if (p.dx != null) {
                    inputGradient(p, example, p.weightsAt(task));
                }
            }
        }

        /** The first example of a task overwrites, the others add. */
        private void weightGradient(LayerPass p, int example, int biasAt, boolean add) {
            int values = window.values();
            int positions = window.positions();
            int dy = example * output.size();
            window.unfold(p.x, example * input.size(), p.scratch);
            int w = biasAt + (bias ? filters : 0);
            Blas.gemmTransposedB(
                    filters,
                    values,
                    positions,
                    p.dy,
                    dy,
                    positions,
                    p.scratch,
                    0,
                    positions,
                    add ? 1 : 0,
                    p.dTheta,
                    w,
                    values);
            if (bias) {
                Kernels.rowSums(p.dy, dy, filters, positions, add, p.dTheta, biasAt);
            }
        }

        private void inputGradient(LayerPass p, int example, int biasAt) {
            int values = window.values();
            int positions = window.positions();
            int w = biasAt + (bias ? filters : 0);
            int x = example * input.size();
            Blas.gemmTransposedA(
                    values,
                    positions,
                    filters,
                    p.theta,
                    w,
                    values,
                    p.dy,
                    example * output.size(),
                    positions,
                    0,
                    p.scratch,
                    0,
                    positions);
            Arrays.fill(p.dx, x, x + input.size(), 0);
            window.fold(p.scratch, p.dx, x);
        }
    }
}
