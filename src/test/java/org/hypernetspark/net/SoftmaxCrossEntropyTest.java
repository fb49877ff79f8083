package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxCrossEntropyTest extends LossContract {
    @Override
    protected Loss loss() {
        return new SoftmaxCrossEntropy();
    }

    @Override
    protected double label(double uniform) {
        return Math.floor(width() * uniform);
    }

    @Override
    protected int expectedLabelWidth() {
        return 1;
    }

    @ParameterizedTest
    @ValueSource(floats = {4, -1, 1.5f, Float.NaN})
    void aLabelThatIsNoClassIsRefused(float label) {
        LossCase each = aCase();
        each.pass.labels[0] = label;
        assertThatIllegalArgumentException()
                .isThrownBy(each::compute)
                .withMessageContaining("class indices 0 to 3, got " + label);
    }

    @Test
    void anOutputThatIsNoVectorOfClassesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss().labelWidth(Shape.of(1)))
                .withMessageContaining("at least 2 classes, got an output of 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss().labelWidth(Shape.of(2, 3, 3)))
                .withMessageContaining("2x3x3");
    }

    @Test
    void predictionsAreProbabilities() {
        float[] output = {0, (float) Math.log(3), 500, 500};
        loss().link(output, 2, 2);
        assertThat(output[0]).isCloseTo(0.25f, within(1e-6f));
        assertThat(output[1]).isCloseTo(0.75f, within(1e-6f));
        assertThat(output[2]).isEqualTo(0.5f);
        assertThat(loss().classification()).isTrue();
    }
}
