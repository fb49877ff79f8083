package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * A layer to test.
 *
 * @param spec its description
 * @param input an input that fits it
 * @param output the output expected
 */
public record LayerCase(LayerSpec spec, Shape input, Shape output) {
    /** The layer bound to the input. */
    public Layer layer() {
        return spec.bind(input);
    }

    @Override
    public String toString() {
        return spec + " on " + input;
    }
}
