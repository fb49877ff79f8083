package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * One layer over rows that belong together, the other way round from {@link PositionWise}: in a trunk the layer sees all pieces of
 * a task as positions {@code [pieces, features]}, in the encoder of a support set all its rows. With attention inside, every
 * row is told of all others.
 *
 * <p>A support set has no order and is padded, so there the layer must be attention that is not causal.
 *
 * @param layer over positions, which keeps their number
 */
public record Together(LayerSpec layer) implements LayerSpec {
    @Override
    public String name() {
        return "together";
    }

    @Override
    public boolean grouped() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the rows are a set and the layer would see an order in them
     */
    @Override
    public LayerSpec over(RowGroup group) {
        if (group.set() && !(layer instanceof SelfAttention attention && !attention.causal())) {
            throw new IllegalArgumentException(
                    "Rows of a support set have no order: only attention that is not causal may see"
                            + " them together, got " + layer.name());
        }
        return group.together(name(), layer);
    }

    @Override
    public Layer bind(Shape input) {
        throw RowGroup.unknown();
    }
}
