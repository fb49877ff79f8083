package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A block of layers whose input is added to its output (He et al. 2016): {@code y = block(x) + x}, or {@code block(x) +
 * projection(x)}.
 *
 * <p>Weights: the block's, named {@code 0.dense.weight} and so on, then the projection's, named {@code
 * projection.0.dense.weight}.
 *
 * @param block at least one layer
 * @param projection layers between input and sum; none: the input as it is
 */
public record Residual(List<LayerSpec> block, List<LayerSpec> projection) implements LayerSpec {
    /**
     * Copies the layers.
     *
     * @throws IllegalArgumentException if the block has none
     */
    public Residual {
        block = List.copyOf(block);
        projection = List.copyOf(projection);
        if (block.isEmpty()) {
            throw new IllegalArgumentException("a residual layer needs at least one layer in its block, got none");
        }
    }

    /** Without projection. */
    public Residual(List<LayerSpec> block) {
        this(block, List.of());
    }

    @Override
    public String name() {
        return "residual";
    }

    @Override
    public boolean grouped() {
        return Stream.concat(block.stream(), projection.stream()).anyMatch(LayerSpec::grouped);
    }

    @Override
    public LayerSpec over(RowGroup group) {
        return new Residual(
                block.stream().map(layer -> layer.over(group)).toList(),
                projection.stream().map(layer -> layer.over(group)).toList());
    }

    @Override
    public Layer bind(Shape input) {
        Network around = Network.of(input, block);
        Network shortcut = Network.of(input, projection);
        if (!around.output().equals(shortcut.output())) {
            throw new IllegalArgumentException("the block makes " + around.output() + " of " + input
                    + ", what is added to it is " + shortcut.output()
                    + "; let the block keep the shape, or give the residual layer a projection that makes the same");
        }
        return new Bound(
                input,
                around,
                shortcut,
                input.size(),
                around.output().size(),
                around.layout().size());
    }

    private record Bound(Shape input, Network block, Network projection, int in, int out, int blockWeights)
            implements Layer {
        @Override
        public Shape output() {
            return block.output();
        }

        @Override
        public List<ParameterSpec> parameters() {
            List<ParameterSpec> specs = new ArrayList<>(block.layout().specs());
            specs.addAll(projection.layout().prefixed("projection.").specs());
            return specs;
        }

        @Override
        public List<Network> inner() {
            return List.of(block, projection);
        }

        @Override
        public void forward(LayerPass p) {
            float[] around = p.inner[0].forward(p, 0);
            float[] shortcut = p.inner[1].forward(p, blockWeights);
            for (int i = 0; i < p.examples() * out; i++) {
                p.y[i] = around[i] + shortcut[i];
            }
        }

        @Override
        public void backward(LayerPass p) {
            float[] around = p.inner[0].backward(p, 0);
            float[] shortcut = p.inner[1].backward(p, blockWeights);
            if (p.dx != null) {
                for (int i = 0; i < p.examples() * in; i++) {
                    p.dx[i] = around[i] + shortcut[i];
                }
            }
        }
    }
}
