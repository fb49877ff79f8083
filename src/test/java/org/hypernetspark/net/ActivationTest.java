package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class ActivationTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return Stream.of(Activation.values())
                .map(each -> new LayerCase(each, Shape.of(2, 3), Shape.of(2, 3)))
                .toList();
    }

    @Test
    void everyActivationIsFoundByItsLabel() {
        for (Activation activation : Activation.values()) {
            assertThat(Activation.named(activation.label())).isSameAs(activation);
        }
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Activation.named("swish"))
                .withMessageContaining("\"swish\"")
                .withMessageContaining("relu, leaky-relu, elu, tanh");
    }

    @Test
    void largeInputsStayFinite() {
        for (Activation activation : Activation.values()) {
            LayerRun run = new LayerRun(activation.bind(Shape.of(2)), 1, 1);
            run.pass.x[0] = 200;
            run.pass.x[1] = -200;
            run.forward().backward();
            assertThat(run.pass.y).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
            assertThat(run.pass.dx).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        }
    }
}
