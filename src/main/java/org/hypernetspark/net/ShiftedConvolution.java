package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Interleaving;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A convolution whose filters see many values: a row of positions is the sum over the filters' columns of matrix products
 * with shifted views of the images, which lie interleaved by example ({@link InterleavedImages}).
 *
 * <p>Scratch memory: the images of a group of examples, their gradient, a row of positions {@code [filters, positions,
 * examples]}, as many ones as a row of it is long, the weights split by column, their gradient.
 *
 * @param group examples worked on together, all of one task
 */
record ShiftedConvolution(Shape input, Shape output, Filters filters, InterleavedImages images, int group)
        implements Layer {
    /** OpenBLAS multiplies without packing up to this many multiplications; beyond, narrow matrices take twice the time. */
    private static final long UNPACKED = 1_000_000;
    /** Floats of a group's images: they and their gradient stay in the second-level cache. */
    private static final int CACHED = 1 << 16;
    /** A group is a multiple of this many examples where it can be: {@link Interleaving} takes as many at a time. */
    private static final int TOGETHER = 4;

    static ShiftedConvolution of(Shape input, Shape output, Filters filters) {
        InterleavedImages images = new InterleavedImages(filters.window());
        long product = (long) filters.count()
                * images.depth()
                * filters.window().horizontal().steps();
        long group = Math.max(1, Math.min(UNPACKED / product, CACHED / images.size()));
        long whole = group < TOGETHER ? group : group / TOGETHER * TOGETHER;
        return new ShiftedConvolution(input, output, filters, images, (int) whole);
    }

    @Override
    public List<ParameterSpec> parameters() {
        return filters.parameters();
    }

    @Override
    public int scratch() {
        return Math.addExact(dWeightsAt(), filters.weights());
    }

    /** Room for one row more than there is: products read and write whole row lengths (see {@link Blas}). */
    private int dImagesAt() {
        return Math.multiplyExact(images.size() + images.columns(), group);
    }

    private int rowAt() {
        return Math.multiplyExact(2, dImagesAt());
    }

    private int onesAt() {
        return Math.addExact(rowAt(), Math.multiplyExact(filters.count() * width(), group));
    }

    private int weightsAt() {
        return Math.addExact(onesAt(), width() * group);
    }

    private int dWeightsAt() {
        return Math.addExact(weightsAt(), filters.weights());
    }

    /** Positions in a row. */
    private int width() {
        return filters.window().horizontal().steps();
    }

    private int height() {
        return filters.window().vertical().steps();
    }

    private int kernelWidth() {
        return filters.window().horizontal().kernel();
    }

    /** The weights of one column of the filters. */
    private int columnWeights() {
        return filters.count() * images.depth();
    }

    /** The batch falls into groups of nearly equal size. */
    private int groupOf(int batch) {
        int groups = (batch + group - 1) / group;
        int even = (batch + groups - 1) / groups;
        return Math.min(group, (even + TOGETHER - 1) / TOGETHER * TOGETHER);
    }

    @Override
    public void forward(LayerPass p) {
        int step = groupOf(p.batch);
        for (int task = 0; task < p.tasks; task++) {
            int biasAt = p.weightsAt(task);
            filters.splitColumns(p.theta, filters.weightsAt(biasAt), p.scratch, weightsAt());
            for (int first = 0; first < p.batch; first += step) {
                forward(p, task * p.batch + first, Math.min(step, p.batch - first), biasAt);
            }
        }
    }

    private void forward(LayerPass p, int first, int examples, int biasAt) {
        int n = width() * examples;
        images.interleave(examples, p.x, first * filters.window().image(), p.scratch, 0);
        for (int row = 0; row < height(); row++) {
            if (filters.bias()) {
                Kernels.fillRows(p.scratch, rowAt(), filters.count(), n, p.theta, biasAt);
            }
            for (int k = 0; k < kernelWidth(); k++) {
                multiply(p.scratch, row, k, examples, filters.bias() || k > 0 ? 1 : 0);
            }
            for (int filter = 0; filter < filters.count(); filter++) {
                int from = rowAt() + filter * n;
                int to = outputAt(first, filter, row);
                Interleaving.separate(examples, width(), p.scratch, from, p.y, to, filters.outputSize(), 1);
            }
        }
    }

    private int outputAt(int example, int filter, int row) {
        return example * filters.outputSize() + (filter * height() + row) * width();
    }

    private void multiply(float[] scratch, int row, int k, int examples, float beta) {
        int m = filters.count();
        int n = width() * examples;
        int depth = images.depth();
        int w = weightsAt() + k * columnWeights();
        int x = images.matrixAt(row, k) * examples;
        int xRow = images.columns() * examples;
        Blas.gemm(m, n, depth, scratch, w, depth, scratch, x, xRow, beta, scratch, rowAt(), n);
    }

    @Override
    public void backward(LayerPass p) {
        int step = groupOf(p.batch);
        Arrays.fill(p.scratch, onesAt(), onesAt() + width() * step, 1);
        for (int task = 0; task < p.tasks; task++) {
            filters.splitColumns(p.theta, filters.weightsAt(p.weightsAt(task)), p.scratch, weightsAt());
            Arrays.fill(p.scratch, dWeightsAt(), dWeightsAt() + filters.weights(), 0);
            if (p.dTheta != null) {
                Arrays.fill(p.dTheta, p.gradientAt(task), filters.weightsAt(p.gradientAt(task)), 0);
            }
            for (int first = 0; first < p.batch; first += step) {
                backward(p, task, task * p.batch + first, Math.min(step, p.batch - first));
            }
            if (p.dTheta != null) {
                filters.joinColumns(p.scratch, dWeightsAt(), p.dTheta, filters.weightsAt(p.gradientAt(task)));
            }
        }
    }

    private void backward(LayerPass p, int task, int first, int examples) {
        int imagesAt = first * filters.window().image();
        if (p.dTheta != null) {
            images.interleave(examples, p.x, imagesAt, p.scratch, 0);
        }
        if (p.dx != null) {
            Arrays.fill(p.scratch, dImagesAt(), dImagesAt() + images.size() * examples, 0);
        }
        for (int row = 0; row < height(); row++) {
            for (int filter = 0; filter < filters.count(); filter++) {
                int from = outputAt(first, filter, row);
                int to = rowAt() + filter * width() * examples;
                Interleaving.interleave(examples, width(), p.dy, from, filters.outputSize(), 1, p.scratch, to);
            }
            if (p.dTheta != null) {
                weightGradient(p, row, examples, p.gradientAt(task));
            }
            if (p.dx != null) {
                inputGradient(p.scratch, row, examples);
            }
        }
        if (p.dx != null) {
            images.separate(examples, p.scratch, dImagesAt(), p.dx, imagesAt);
        }
    }

    /** The bias' gradient is a sum of rows. */
    private void weightGradient(LayerPass p, int row, int examples, int biasAt) {
        float[] s = p.scratch;
        int m = filters.count();
        int n = images.depth();
        int length = width() * examples;
        int xRow = images.columns() * examples;
        for (int k = 0; k < kernelWidth(); k++) {
            int x = images.matrixAt(row, k) * examples;
            int w = dWeightsAt() + k * columnWeights();
            Blas.gemmTransposedB(m, n, length, s, rowAt(), length, s, x, xRow, 1, s, w, n);
        }
        if (filters.bias()) {
            Blas.gemmTransposedB(1, m, length, s, onesAt(), length, s, rowAt(), length, 1, p.dTheta, biasAt, m);
        }
    }

    private void inputGradient(float[] scratch, int row, int examples) {
        int m = images.depth();
        int n = width() * examples;
        int xRow = images.columns() * examples;
        for (int k = 0; k < kernelWidth(); k++) {
            int w = weightsAt() + k * columnWeights();
            int x = dImagesAt() + images.matrixAt(row, k) * examples;
            Blas.gemmTransposedA(m, n, filters.count(), scratch, w, m, scratch, rowAt(), n, 1, scratch, x, xRow);
        }
    }
}
