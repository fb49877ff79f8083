package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/** A layer to test, with an input that fits it and the output expected. */
record LayerCase(LayerSpec spec, Shape input, Shape output) {
    Layer layer() {
        return spec.bind(input);
    }

    @Override
    public String toString() {
        return spec + " on " + input;
    }
}
