package org.hypernetspark.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class HeadTest {
    private static final Network TARGET = Network.of(Shape.of(2), List.of(new Dense(3), Activation.RELU, new Dense(6)));

    @Test
    void outputsAreDealtInEqualShares() {
        assertThat(Head.of(TARGET, 3, true)).containsExactly(new Head(0, 2), new Head(2, 2), new Head(4, 2));
        assertThat(Head.of(TARGET, 2, false)).containsExactly(new Head(0, 6), new Head(0, 6));
    }

    @Test
    void outputsThatCannotBeDealtAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Head.of(TARGET, 4, true))
                .withMessageContaining("6 outputs")
                .withMessageContaining("4 tasks");
    }

    @Test
    void aHeadIsAPartOfTheTargetsOutputsForTheSameWeights() {
        float[] theta = Vectors.normal(TARGET.layout().size(), 1);
        float[] x = Vectors.normal(2, 2);
        float[] all = TARGET.pass(1, 1).predict(Weights.single(theta), x, 1, 1);
        Network headed = new Head(2, 2).on(TARGET);
        float[] own = headed.pass(1, 1).predict(Weights.single(theta), x, 1, 1);
        assertThat(headed.layout().fingerprint()).isEqualTo(TARGET.layout().fingerprint());
        assertThat(new float[] {own[0], own[1]}).isEqualTo(new float[] {all[2], all[3]});
    }

    @Test
    void theMaskKeepsExactlyTheWeightsThatTheHeadDependsOn() {
        float[] mask = new Head(2, 2).mask(TARGET);
        float[] theta = Vectors.normal(TARGET.layout().size(), 1);
        float[] x = {1, 2};
        Network headed = new Head(2, 2).on(TARGET);
        float[] before = outputs(headed, theta, x);
        for (int i = 0; i < theta.length; i++) {
            float[] changed = theta.clone();
            changed[i] += 10;
            boolean last = i >= TARGET.offset(2);
            if (mask[i] == 0) {
                assertThat(last).isTrue();
                assertThat(outputs(headed, changed, x)).isEqualTo(before);
            } else if (i >= TARGET.layout().size() - 6) {
                assertThat(outputs(headed, changed, x)).isNotEqualTo(before);
            }
        }
        double kept = 0;
        for (float each : mask) {
            kept += each;
        }
        assertThat(kept).isEqualTo(9 + 2 * 3 + 2);
    }

    private static float[] outputs(Network network, float[] theta, float[] x) {
        float[] y = network.pass(1, 1).predict(Weights.single(theta), x, 1, 1);
        return new float[] {y[0], y[1]};
    }
}
