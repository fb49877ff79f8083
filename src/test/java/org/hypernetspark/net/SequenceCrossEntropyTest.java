package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/** Cross-entropy at each position of a sequence: three positions with four classes. */
class SequenceCrossEntropyTest extends LossContract {
    @Override
    protected Loss loss() {
        return new SoftmaxCrossEntropy();
    }

    @Override
    protected Shape output() {
        return Shape.of(3, width());
    }

    @Override
    protected double label(double uniform) {
        return Math.floor(width() * uniform);
    }

    @Override
    protected int expectedLabelWidth() {
        return 3;
    }
}
