package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/** Cross-entropy at each position of a sequence: three positions with four classes. */
class SequenceCrossEntropyTest extends LossContract {
    @Override
    Loss loss() {
        return new SoftmaxCrossEntropy();
    }

    @Override
    Shape output() {
        return Shape.of(3, width());
    }

    @Override
    double label(double uniform) {
        return Math.floor(width() * uniform);
    }

    @Override
    int expectedLabelWidth() {
        return 3;
    }
}
