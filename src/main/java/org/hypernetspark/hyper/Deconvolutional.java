package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Deconv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Reshape;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Transpose;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Weights as an image: a linear layer makes a small image of many channels, which transposed convolutions grow, each to twice
 * the size (kernel 4, stride 2, leaky ReLU between), to one of {@code side * side} weights. Larger targets are made of several images, told by learned embeddings
 * (hypercl's hypernet of this kind). With attention, the places of the image behind the first convolution also see one
 * another, and what they see is added (Zhang et al. 2019, "Self-attention generative adversarial networks").
 *
 * <p>Neighbouring outputs share filters, so a weight's size cannot be learned for each alone: every output is multiplied by a
 * fixed number, the deviation that He's rule gives the weights it becomes.
 *
 * @param side rows and columns of the image, {@code 2^n} times the first image's for {@code n} numbers of channels
 * @param channels of the images before the last, at least one number
 * @param imageEmbedding size of an image's embedding if there are several, at least 1
 * @param attention heads of the attention, which divide {@code channels[1]}; 0 for none
 */
public record Deconvolutional(int side, List<Integer> channels, int imageEmbedding, int attention)
        implements OutputStrategy {
    private static final int KERNEL = 4;
    private static final int STRIDE = 2;
    private static final int PADDING = 1;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public Deconvolutional {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || channels.stream().anyMatch(count -> count < 1) || imageEmbedding < 1) {
            throw new IllegalArgumentException(
                    "A deconvolutional output needs at least one number of channels and an image"
                            + " embedding, all at least 1, got " + channels + " and " + imageEmbedding);
        }
        int growth = channels.size() < Integer.SIZE - 1 ? 1 << channels.size() : Integer.MAX_VALUE;
        if (side < growth || side % growth != 0) {
            throw new IllegalArgumentException(
                    "A deconvolutional output doubles its image for each number of channels: with " + channels.size()
                            + " its side must be a multiple of " + growth + ", got " + side);
        }
        boolean fits = attention == 0 || (attention > 0 && channels.size() > 1 && channels.get(1) % attention == 0);
        if (!fits) {
            throw new IllegalArgumentException(
                    "The attention of a deconvolutional output stands behind its first convolution: it needs at least two"
                            + " numbers of channels, and heads that divide the second; got " + attention
                            + " heads and channels " + channels);
        }
    }

    /** Without attention. */
    public Deconvolutional(int side, List<Integer> channels, int imageEmbedding) {
        this(side, channels, imageEmbedding, 0);
    }

    @Override
    public String name() {
        return "deconvolutional";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        int width = Math.multiplyExact(side, side);
        List<Segment> segments = new ArrayList<>();
        for (int at = 0; at < generated.size(); at += width) {
            segments.add(new Segment(segments.size(), 0, at, Math.min(width, generated.size() - at)));
        }
        List<LayerSpec> head = layers();
        head.add(new FixedGain(deviations(generated, width)));
        int embedding = segments.size() == 1 ? 0 : imageEmbedding;
        Part part = new Part(segments.size(), embedding, false, width, head);
        return new GenerationPlan(List.of(part), segments);
    }

    private List<LayerSpec> layers() {
        int first = side >> channels.size();
        Shape image = Shape.of(channels.get(0), first, first);
        List<LayerSpec> layers = new ArrayList<>(List.of(new Dense(image.size()), new Reshape(image)));
        for (int i = 1; i <= channels.size(); i++) {
            int next = i == channels.size() ? 1 : channels.get(i);
            layers.add(Activation.LEAKY_RELU);
            layers.add(new Deconv2d(next, KERNEL, KERNEL, STRIDE, STRIDE, PADDING, PADDING, true));
            if (i == 1 && attention > 0) {
                layers.add(attention(Shape.of(next, STRIDE * first, STRIDE * first)));
            }
        }
        layers.add(new Flatten());
        return layers;
    }

    /** The image's places as positions, each with a value of every channel. */
    private LayerSpec attention(Shape image) {
        Shape places = Shape.of(image.dim(0), image.dim(1) * image.dim(2));
        return new Residual(List.of(
                new Reshape(places),
                new Transpose(),
                new SelfAttention(attention),
                new Transpose(),
                new Reshape(image)));
    }

    /** For each output the root of the mean variance of the weights it becomes; 0 for an output that becomes none. */
    private static float[] deviations(ParameterLayout generated, int width) {
        double[] sums = new double[width];
        int[] counts = new int[width];
        for (int i = 0; i < generated.specs().size(); i++) {
            ParameterSpec spec = generated.specs().get(i);
            double variance = (spec.kind() == ParameterKind.WEIGHT ? 2.0 : 1.0) / spec.fanIn();
            for (int at = generated.offset(i); at < generated.offset(i) + spec.size(); at++) {
                sums[at % width] += variance;
                counts[at % width]++;
            }
        }
        float[] deviations = new float[width];
        for (int i = 0; i < width; i++) {
            deviations[i] = (float) Math.sqrt(sums[i] / Math.max(1, counts[i]));
        }
        return deviations;
    }
}
