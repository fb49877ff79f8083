package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class SelfAttentionTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new SelfAttention(2), Shape.of(4, 6), Shape.of(4, 6)),
                new LayerCase(new SelfAttention(3, 2, 5, true), Shape.of(3, 4), Shape.of(3, 5)),
                new LayerCase(new SelfAttention(1, 0, 0, false), Shape.of(1, 1), Shape.of(1, 1)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new SelfAttention(4), Shape.of(3, 6), null),
                new LayerCase(new SelfAttention(4), Shape.of(8), null));
    }

    @Test
    void needsAHead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelfAttention(0))
                .withMessageContaining("at least 1 head")
                .withMessageContaining("got 0 heads");
    }

    @Test
    void withACausalMaskALaterPositionChangesNothingBefore() {
        Network network = Network.of(Shape.of(3, 4), List.of(new SelfAttention(2, 0, 0, true)));
        Weights theta = Weights.single(Vectors.normal(network.layout().size(), 1));
        float[] x = Vectors.normal(12, 2);
        float[] before = network.pass(1, 1).predict(theta, x, 1, 1).clone();
        x[11] += 1;
        float[] after = network.pass(1, 1).predict(theta, x, 1, 1);
        assertThat(Arrays.copyOf(after, 8)).isEqualTo(Arrays.copyOf(before, 8));
        assertThat(Arrays.copyOfRange(after, 8, 12)).isNotEqualTo(Arrays.copyOfRange(before, 8, 12));
    }
}
