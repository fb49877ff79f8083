package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class OneHotTest {
    private static final Network NETWORK = Network.of(Shape.of(2), List.of(new OneHot(3)));
    private static final Weights NONE = Weights.single(new float[0]);

    @Test
    void eachIndexBecomesARowWithASingleOne() {
        float[] y = NETWORK.pass(1, 2).predict(NONE, new float[] {2, 0, 1, 1}, 1, 2);
        assertThat(NETWORK.output()).isEqualTo(Shape.of(2, 3));
        assertThat(Arrays.copyOf(y, 12)).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0);
    }

    @Test
    void nothingFlowsBackToTheIndices() {
        NetworkPass pass = NETWORK.pass(1, 1);
        pass.predict(NONE, new float[] {2, 0}, 1, 1);
        float[] dx = pass.backward(NONE, null, new float[] {1, 2, 3, 4, 5, 6}, true);
        assertThat(Arrays.copyOf(dx, 2)).containsOnly(0);
    }

    @Test
    void whatIsNoIndexIsRefused() {
        for (float value : new float[] {3, -1, 0.5f, Float.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NETWORK.pass(1, 1).predict(NONE, new float[] {0, value}, 1, 1))
                    .withMessageContaining("class indices 0 to 2, got " + value);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OneHot(1))
                .withMessageContaining("at least 2 classes, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.of(Shape.of(2, 4), List.of(new OneHot(3))))
                .withMessageContaining("2x4");
    }
}
