package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class TargetSpecTest {
    private static final TargetSpec OPEN = new TargetSpec(null, List.of(new Dense(3)), new SoftmaxCrossEntropy());

    @Test
    void openInputIsAsWideAsTheData() {
        assertThat(OPEN.resolve(5).network().layout().size()).isEqualTo(18);
    }

    @Test
    void givenInputMustFitTheData() {
        TargetSpec image = new TargetSpec(Shape.of(1, 4, 4), List.of(new Flatten(), new Dense(3)), OPEN.loss());
        assertThat(image.resolve(16)).isEqualTo(image);
        assertThatThrownBy(() -> image.resolve(15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input 1x4x4 has 16 values, the data has 15 features");
    }

    @Test
    void openInputMakesNoNetwork() {
        assertThatThrownBy(OPEN::network)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input shape is not known");
    }

    @Test
    void lossMustFitTheOutput() {
        TargetSpec one = new TargetSpec(Shape.of(2), List.of(new Dense(1)), new SoftmaxCrossEntropy());
        assertThatThrownBy(one::network)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "cross-entropy expects one output (at each position of a sequence) for each of at least 2 classes");
    }

    @Test
    void noLayersMakeNoTarget() {
        assertThatThrownBy(() -> new TargetSpec(null, List.of(), OPEN.loss()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs at least one layer, got none");
    }
}
