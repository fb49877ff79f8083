package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Convolution kernels as the static hypernetwork of Ha, Dai and Le makes them ("HyperNetworks", ICLR 2017, equations 1 and 2): for
 * each input channel {@code i} a small vector {@code a_i = W_i z + B_i}, from which one linear map shared by all channels makes
 * that channel's part of the kernel.
 *
 * <p>Kernels with more filters or channels than the smallest are put together of blocks of its size, each told by a learned
 * block embedding joined behind the condition. All kernels must have the same height and width.
 *
 * @param inner length of {@code a_i}, the paper's {@code d}, at least 1
 * @param blockEmbedding size of a block's embedding if there are several blocks, at least 1
 */
public record KernelWise(int inner, int blockEmbedding) implements OutputStrategy {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public KernelWise {
        if (inner < 1 || blockEmbedding < 1) {
            throw new IllegalArgumentException(
                    "A kernel-wise output needs an inner size and a block embedding of at least 1," + " got " + inner
                            + " and " + blockEmbedding);
        }
    }

    @Override
    public String name() {
        return "kernel-wise";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        Block block = Block.of(generated.specs());
        List<Segment> segments = new ArrayList<>();
        int pieces = 0;
        for (int i = 0; i < generated.specs().size(); i++) {
            pieces = block.cover(generated.specs().get(i).shape(), generated.offset(i), pieces, segments);
        }
        segments.sort(Comparator.comparingInt(Segment::to));
        int units = block.filters * block.kernel;
        Part part = new Part(
                pieces,
                pieces == 1 ? 0 : blockEmbedding,
                false,
                block.channels * units,
                List.of(new Dense(block.channels * inner), new SharedHead(block.channels, units)));
        return new GenerationPlan(List.of(part), segments);
    }

    /** The smallest kernel, of which larger ones are multiples. */
    private record Block(int filters, int channels, int kernel) {
        static Block of(List<ParameterSpec> tensors) {
            int filters = Integer.MAX_VALUE;
            int channels = Integer.MAX_VALUE;
            for (ParameterSpec tensor : tensors) {
                if (tensor.shape().rank() != 4) {
                    throw new IllegalArgumentException(
                            "A kernel-wise output makes kernels of 2-D convolutions only, got "
                                    + tensor.name() + " of shape " + tensor.shape()
                                    + "; name the kernels in generate, for example [\"3.conv2d.weight\"]");
                }
                filters = Math.min(filters, tensor.shape().dim(0));
                channels = Math.min(channels, tensor.shape().dim(1));
            }
            Shape first = tensors.get(0).shape();
            Block block = new Block(filters, channels, first.dim(2) * first.dim(3));
            tensors.forEach(tensor -> block.check(tensor, first));
            return block;
        }

        private void check(ParameterSpec tensor, Shape first) {
            Shape shape = tensor.shape();
            boolean fits = shape.dim(2) == first.dim(2)
                    && shape.dim(3) == first.dim(3)
                    && shape.dim(0) % filters == 0
                    && shape.dim(1) % channels == 0;
            if (!fits) {
                throw new IllegalArgumentException(
                        "A kernel-wise output needs kernels of one height and width whose filters and"
                                + " channels are multiples of the smallest's (" + filters + " and " + channels + "); "
                                + tensor.name()
                                + " has shape " + shape);
            }
        }

        /** Adds the runs of a kernel that begins at {@code offset}; returns the number of blocks so far. */
        int cover(Shape shape, int offset, int piece, List<Segment> segments) {
            int next = piece;
            for (int filter = 0; filter < shape.dim(0); filter += filters) {
                for (int channel = 0; channel < shape.dim(1); channel += channels) {
                    place(next++, offset, filter, channel, shape.dim(1), segments);
                }
            }
            return next;
        }

        private void place(int piece, int offset, int filter, int channel, int all, List<Segment> segments) {
            for (int i = 0; i < channels; i++) {
                for (int o = 0; o < filters; o++) {
                    int from = (i * filters + o) * kernel;
                    int to = offset + ((filter + o) * all + channel + i) * kernel;
                    segments.add(new Segment(piece, from, to, kernel));
                }
            }
        }
    }
}
