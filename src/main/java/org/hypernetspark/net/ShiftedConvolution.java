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
 * @param group examples worked on together, all of one task
 * @param places where things lie in scratch memory
 */
record ShiftedConvolution(
        Shape input, Shape output, Filters filters, InterleavedImages images, int group, ShiftedPlaces places)
        implements Layer {
    /** OpenBLAS multiplies without packing up to this many multiplications; beyond, narrow matrices take twice the time. */
    private static final long UNPACKED = 1_000_000;
    /** Floats of a group's images: they and their gradient stay in the second-level cache. */
    private static final int CACHED = 1 << 16;
    /** A group is a multiple of this many examples where it can be: {@link Interleaving} takes as many at a time. */
    private static final int TOGETHER = 4;

    /** In groups as large as products without packing and the cache allow. */
    static ShiftedConvolution of(Shape input, Shape output, Filters filters) {
        InterleavedImages images = new InterleavedImages(filters.window());
        long multiplications = (long) filters.count()
                * images.depth()
                * filters.window().horizontal().steps();
        long image = (long) images.rows() * images.columns();
        long group = Math.max(1, Math.min(UNPACKED / multiplications, CACHED / image));
        return grouped(input, output, filters, (int) (group < TOGETHER ? group : group / TOGETHER * TOGETHER));
    }

    /** In groups of up to {@code group} examples. */
    static ShiftedConvolution grouped(Shape input, Shape output, Filters filters, int group) {
        InterleavedImages images = new InterleavedImages(filters.window());
        return new ShiftedConvolution(input, output, filters, images, group, ShiftedPlaces.of(filters, images, group));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return filters.parameters();
    }

    @Override
    public int scratch() {
        return places.size();
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
            filters.splitColumns(p.theta, filters.weightsAt(biasAt), p.scratch, places.weights());
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
                Kernels.fillRows(p.scratch, places.row(), filters.count(), n, p.theta, biasAt);
            }
            for (int k = 0; k < kernelWidth(); k++) {
                multiply(p.scratch, row, k, examples, filters.bias() || k > 0 ? 1 : 0);
            }
            separateRow(p.scratch, p.y, outputAt(first, row), examples);
        }
    }

    private void multiply(float[] s, int row, int k, int examples, float beta) {
        int m = filters.count();
        int n = width() * examples;
        int depth = images.depth();
        int w = places.weights() + k * columnWeights();
        int x = images.matrixAt(row, k) * examples;
        Blas.gemm(m, n, depth, s, w, depth, s, x, images.columns() * examples, beta, s, places.row(), n);
    }

    /** Where a row of positions of the first filter lies in the output. */
    private int outputAt(int example, int row) {
        return example * filters.outputSize() + row * width();
    }

    private void separateRow(float[] s, float[] y, int yAt, int examples) {
        int width = width();
        int positions = filters.window().positions();
        int outputSize = filters.outputSize();
        for (int filter = 0; filter < filters.count(); filter++) {
            int from = places.row() + filter * width * examples;
            Interleaving.separate(examples, examples, width, s, from, y, yAt + filter * positions, outputSize, 1);
        }
    }

    private void interleaveRow(float[] dy, int dyAt, float[] s, int examples) {
        int width = width();
        int positions = filters.window().positions();
        int outputSize = filters.outputSize();
        for (int filter = 0; filter < filters.count(); filter++) {
            int to = places.row() + filter * width * examples;
            Interleaving.interleave(examples, examples, width, dy, dyAt + filter * positions, outputSize, 1, s, to);
        }
    }

    @Override
    public void backward(LayerPass p) {
        int step = groupOf(p.batch);
        Arrays.fill(p.scratch, places.ones(), places.ones() + width() * step, 1);
        for (int task = 0; task < p.tasks; task++) {
            filters.splitColumns(p.theta, filters.weightsAt(p.weightsAt(task)), p.scratch, places.weights());
            Arrays.fill(p.scratch, places.dWeights(), places.size(), 0);
            if (p.dTheta != null) {
                Arrays.fill(p.dTheta, p.gradientAt(task), filters.weightsAt(p.gradientAt(task)), 0);
            }
            for (int first = 0; first < p.batch; first += step) {
                backward(p, task, task * p.batch + first, Math.min(step, p.batch - first));
            }
            if (p.dTheta != null) {
                filters.joinColumns(p.scratch, places.dWeights(), p.dTheta, filters.weightsAt(p.gradientAt(task)));
            }
        }
    }

    private void backward(LayerPass p, int task, int first, int examples) {
        int imagesAt = first * filters.window().image();
        if (p.dTheta != null) {
            images.interleave(examples, p.x, imagesAt, p.scratch, 0);
        }
        if (p.dx != null) {
            Arrays.fill(p.scratch, places.dImages(), places.row(), 0);
        }
        for (int row = 0; row < height(); row++) {
            interleaveRow(p.dy, outputAt(first, row), p.scratch, examples);
            if (p.dTheta != null) {
                weightGradient(p, row, examples, p.gradientAt(task));
            }
            if (p.dx != null) {
                inputGradient(p.scratch, row, examples);
            }
        }
        if (p.dx != null) {
            images.separate(examples, p.scratch, places.dImages(), p.dx, imagesAt);
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
            int w = places.dWeights() + k * columnWeights();
            Blas.gemmTransposedB(m, n, length, s, places.row(), length, s, x, xRow, 1, s, w, n);
        }
        if (filters.bias()) {
            Blas.gemmTransposedB(
                    1, m, length, s, places.ones(), length, s, places.row(), length, 1, p.dTheta, biasAt, m);
        }
    }

    private void inputGradient(float[] s, int row, int examples) {
        int m = images.depth();
        int n = width() * examples;
        int xRow = images.columns() * examples;
        for (int k = 0; k < kernelWidth(); k++) {
            int w = places.weights() + k * columnWeights();
            int dx = places.dImages() + images.matrixAt(row, k) * examples;
            Blas.gemmTransposedA(m, n, filters.count(), s, w, m, s, places.row(), n, 1, s, dx, xRow);
        }
    }
}
