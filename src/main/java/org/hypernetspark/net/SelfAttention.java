package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * Multi-head self-attention (Vaswani et al. 2017): {@code [positions, features]} to {@code [positions, units]}. Each head weights
 * the values of all positions by the softmax of the scaled products of its queries and keys; the heads' results are joined and
 * multiplied with an output matrix. No biases.
 *
 * <p>Weights in DL4J's flat order: {@code query}, {@code key}, {@code value}, each {@code [heads * headSize, features]}, then
 * {@code output [heads * headSize, units]}.
 *
 * @param heads number of heads
 * @param headSize values of each head; 0: features / heads
 * @param units values of each position that go out; 0: as many as come in
 * @param causal whether a position sees itself and those before it only
 */
public record SelfAttention(int heads, int headSize, int units, boolean causal) implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if there is no head or a size is below 0
     */
    public SelfAttention {
        if (heads < 1 || headSize < 0 || units < 0) {
            throw new IllegalArgumentException(
                    "an attention layer needs at least 1 head, headSize and units of at least 0"
                            + " (0: by the input), got " + heads + " heads, headSize " + headSize + ", units " + units);
        }
    }

    /** With heads that divide the features among them, and as many values out as in. */
    public SelfAttention(int heads) {
        this(heads, 0, 0, false);
    }

    @Override
    public String name() {
        return "attention";
    }

    @Override
    public Layer bind(Shape input) {
        Steps steps = Steps.of(input);
        if (headSize == 0 && steps.features() % heads != 0) {
            throw new IllegalArgumentException("expects features that " + heads + " heads can divide, got "
                    + steps.features() + "; name a headSize, or choose another number of heads");
        }
        int size = headSize == 0 ? steps.features() / heads : headSize;
        int out = units == 0 ? steps.features() : units;
        return new BoundSelfAttention(new SelfAttention(heads, size, out, causal), steps);
    }
}
