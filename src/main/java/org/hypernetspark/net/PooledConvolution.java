package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A convolution and the largest values under 2 x 2 windows of it, on images that lie interleaved by example: {@code [tasks,
 * height, channels, width, batch]}. Two rows of positions at a time are computed, pooled and forgotten, so that they never
 * leave the cache; their gradient likewise.
 *
 * <p>Behind {@code x} and {@code dx} there must be room for a row of all examples of a task: products read and write whole
 * row lengths. What is kept: what {@link InterleavedFilters} keeps, then what {@link PairPooling} keeps, then the two rows.
 */
record PooledConvolution(Shape input, Shape output, InterleavedFilters convolution, PairPooling pooling)
        implements Layer {
    /** Of filters without padding and with stride 1. */
    static PooledConvolution of(Shape input, Shape output, Filters filters) {
        PairPooling pooling =
                new PairPooling(filters.count(), filters.window().horizontal().steps());
        return new PooledConvolution(input, output, InterleavedFilters.of(filters, PairPooling.SCRATCH), pooling);
    }

    @Override
    public List<ParameterSpec> parameters() {
        return convolution.filters().parameters();
    }

    @Override
    public int savedPerExample() {
        return convolution.saved() + places() + 2 * pooling.line();
    }

    @Override
    public int scratch() {
        return PairPooling.SCRATCH + 2 * convolution.filters().weights();
    }

    @Override
    public int onesPerExample() {
        return convolution.width();
    }

    private int places() {
        return 2 * pooling.pooled() * output.dim(1);
    }

    private int placesAt(LayerPass p) {
        return p.examples() * convolution.saved();
    }

    private int rowsAt(LayerPass p) {
        return p.examples() * (convolution.saved() + places());
    }

    @Override
    public void forward(LayerPass p) {
        int rows = rowsAt(p);
        int height = output.dim(1);
        for (int task = 0; task < p.tasks; task++) {
            convolution.beginForward(p, task);
            for (int row = 0; row < height; row++) {
                convolution.forward(p, task, 2 * row, p.saved, rows);
                convolution.forward(p, task, 2 * row + 1, p.saved, rows + pooling.line() * p.batch);
                pooling.forward(p, rows, (task * height + row) * pooling.pooled() * p.batch, placesAt(p));
            }
        }
    }

    @Override
    public void backward(LayerPass p) {
        int rows = rowsAt(p);
        int height = output.dim(1);
        // A last column without a window gets no gradient.
        Arrays.fill(p.saved, rows, rows + 2 * pooling.line() * p.batch, 0);
        for (int task = 0; task < p.tasks; task++) {
            convolution.beginBackward(p, task);
            for (int row = 0; row < height; row++) {
                pooling.backward(p, rows, (task * height + row) * pooling.pooled() * p.batch, placesAt(p));
                convolution.backward(p, task, 2 * row, p.saved, rows);
                convolution.backward(p, task, 2 * row + 1, p.saved, rows + pooling.line() * p.batch);
            }
            convolution.endBackward(p, task);
        }
    }
}
