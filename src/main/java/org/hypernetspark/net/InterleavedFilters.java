package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;

/**
 * The products of a convolution on interleaved images, one row of positions of all examples of a task at a time. A row is a
 * sum of products with what the filters see of the images ({@link InterleavedRows}). Products with one column of filters
 * that see few values would be thin: for those the images are unfolded, and kept in {@link LayerPass#saved}.
 *
 * @param seen what the products of forward and of the weights' gradient read
 * @param images the images as they lie, to which the input's gradient is added
 * @param at where in scratch memory the weights lie, then their gradient, both in the order of the products
 */
record InterleavedFilters(Filters filters, InterleavedRows seen, InterleavedRows images, int at) {
    /** OpenBLAS multiplies without packing up to this many multiplications. */
    private static final int UNPACKED = 1_000_000;

    static InterleavedFilters of(Filters filters, int at) {
        InterleavedRows seen = new InterleavedRows(filters.window(), filters.fewValues());
        return new InterleavedFilters(filters, seen, new InterleavedRows(filters.window(), false), at);
    }

    /** Values of one example that are kept. */
    int saved() {
        return seen.unfolded() ? seen.size() : 0;
    }

    /** Positions in a row. */
    int width() {
        return filters.window().horizontal().steps();
    }

    private int gradientAt() {
        return at + filters.weights();
    }

    /** Positions of all examples that a product takes together. */
    private int block(int batch) {
        long column = (long) filters.count() * seen.depth() * batch;
        return (int) Math.max(1, Math.min(width(), UNPACKED / column)) * batch;
    }

    /** Before the rows of a task. */
    void beginForward(LayerPass p, int task) {
        filters.split(p.theta, filters.weightsAt(p.weightsAt(task)), p.scratch, at, seen.parts());
        if (seen.unfolded()) {
            int first = task * p.batch;
            seen.unfold(p.batch, p.x, first * images.size(), p.saved, first * seen.size());
        }
    }

    /** Computes a row of positions {@code y [filters, positions, batch]}. */
    void forward(LayerPass p, int task, int row, float[] y, int yAt) {
        int length = width() * p.batch;
        if (filters.bias()) {
            Kernels.fillRows(y, yAt, filters.count(), length, p.theta, p.weightsAt(task));
        }
        int block = block(p.batch);
        int x = (task * seen.size() + seen.at(row, 0)) * p.batch;
        for (int first = 0; first < length; first += block) {
            multiply(p, x + first, y, yAt + first, Math.min(block, length - first));
        }
    }

    private void multiply(LayerPass p, int xAt, float[] y, int yAt, int n) {
        int m = filters.count();
        int k = seen.depth();
        int ldx = seen.length() * p.batch;
        float[] x = seen.unfolded() ? p.saved : p.x;
        for (int part = 0; part < seen.parts(); part++) {
            float beta = filters.bias() || part > 0 ? 1 : 0;
            int w = at + part * m * k;
            Blas.gemm(m, n, k, p.scratch, w, k, x, xAt + part * p.batch, ldx, beta, y, yAt, width() * p.batch);
        }
    }

    /** Before the rows of a task. */
    void beginBackward(LayerPass p, int task) {
        Arrays.fill(p.scratch, gradientAt(), gradientAt() + filters.weights(), 0);
        if (p.dTheta != null && filters.bias()) {
            Arrays.fill(p.dTheta, p.gradientAt(task), p.gradientAt(task) + filters.count(), 0);
        }
        if (p.dx != null) {
            int image = p.batch * images.size();
            Arrays.fill(p.dx, task * image, (task + 1) * image, 0);
            filters.split(p.theta, filters.weightsAt(p.weightsAt(task)), p.scratch, at, images.parts());
        }
    }

    /** Adds what a row of positions gives, whose gradient is {@code dy [filters, positions, batch]}. */
    void backward(LayerPass p, int task, int row, float[] dy, int dyAt) {
        int length = width() * p.batch;
        int block = block(p.batch);
        int x = (task * seen.size() + seen.at(row, 0)) * p.batch;
        int dx = (task * images.size() + images.at(row, 0)) * p.batch;
        for (int first = 0; first < length; first += block) {
            int n = Math.min(block, length - first);
            if (p.dTheta != null) {
                addWeightGradient(p, x + first, dy, dyAt + first, n);
            }
            if (p.dx != null) {
                addInputGradient(p, dx + first, dy, dyAt + first, n);
            }
        }
        if (p.dTheta != null && filters.bias()) {
            int m = filters.count();
            Blas.gemmTransposedB(1, m, length, p.ones, 0, length, dy, dyAt, length, 1, p.dTheta, p.gradientAt(task), m);
        }
    }

    private void addWeightGradient(LayerPass p, int xAt, float[] dy, int dyAt, int n) {
        int m = filters.count();
        int k = seen.depth();
        int ldx = seen.length() * p.batch;
        float[] x = seen.unfolded() ? p.saved : p.x;
        for (int part = 0; part < seen.parts(); part++) {
            int w = gradientAt() + part * m * k;
            int from = xAt + part * p.batch;
            Blas.gemmTransposedB(m, k, n, dy, dyAt, width() * p.batch, x, from, ldx, 1, p.scratch, w, k);
        }
    }

    private void addInputGradient(LayerPass p, int dxAt, float[] dy, int dyAt, int n) {
        int m = images.depth();
        int k = filters.count();
        int ldx = images.length() * p.batch;
        for (int part = 0; part < images.parts(); part++) {
            int w = at + part * k * m;
            int to = dxAt + part * p.batch;
            Blas.gemmTransposedA(m, n, k, p.scratch, w, m, dy, dyAt, width() * p.batch, 1, p.dx, to, ldx);
        }
    }

    /** After the rows of a task. */
    void endBackward(LayerPass p, int task) {
        if (p.dTheta != null) {
            int w = filters.weightsAt(p.gradientAt(task));
            filters.join(p.scratch, gradientAt(), p.dTheta, w, seen.parts());
        }
    }
}
