package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.net.Weights;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class DeconvolutionalTest extends OutputStrategyContract {
    /** Two images of 8 x 8 for 77 weights: 8 units to 3 channels of 2 x 2, to 2 of 4 x 4, to 1 of 8 x 8. */
    private static final StrategyCase TWO_IMAGES = new StrategyCase(
            new Deconvolutional(8, List.of(3, 2), 3),
            StrategyCase.ALL,
            72 + 12 * 9 + (2 + 16 * 6) + (1 + 16 * 2) + 2 * 3,
            2 * 64 - 77);

    @Override
    protected List<StrategyCase> cases() {
        return List.of(
                TWO_IMAGES,
                new StrategyCase(
                        new Deconvolutional(4, List.of(2), 3),
                        StrategyCase.ALL,
                        72 + 8 * 9 + (1 + 16 * 2) + 5 * 3,
                        5 * 16 - 77),
                new StrategyCase(
                        new Deconvolutional(8, List.of(3, 2), 3),
                        StrategyCase.LAST_LAYER,
                        48 + 12 * 9 + (2 + 16 * 6) + (1 + 16 * 2) + 20,
                        64 - 57),
                new StrategyCase(
                        new Deconvolutional(8, List.of(3, 2), 3, 2),
                        StrategyCase.ALL,
                        72 + 12 * 9 + (2 + 16 * 6) + 4 * 2 * 2 + (1 + 16 * 2) + 2 * 3,
                        2 * 64 - 77));
    }

    @Test
    void tensorsBeginWithSizesNearHesRule() {
        Hypernet hypernet =
                new StrategyCase(new Deconvolutional(16, List.of(16, 16), 3), StrategyCase.WEIGHTS, 0, 0).hypernet();
        float[] conditions = Vectors.normal(32 * hypernet.condition().size(), 91);
        Weights theta = hypernet.pass(32).generate(hypernet.initialize(5), conditions, 32);
        assertThat(moment(theta, 2, 18) * 9).isBetween(0.2, 6.0);
        assertThat(moment(theta, 20, 54) * 18).isBetween(0.2, 6.0);
    }

    private static double moment(Weights theta, int at, int n) {
        double sum = 0;
        for (int task = 0; task < 32; task++) {
            for (int i = at; i < at + n; i++) {
                sum += Math.pow(theta.values()[task * theta.stride() + i], 2);
            }
        }
        return sum / 32 / n;
    }

    @Test
    void attentionThatDoesNotFitTheChannelsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deconvolutional(8, List.of(3, 2), 3, 4))
                .withMessageContaining("heads that divide the second; got 4 heads and channels [3, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deconvolutional(8, List.of(4), 3, 4))
                .withMessageContaining("at least two numbers of channels");
    }

    @Test
    void aSideThatDoublingDoesNotReachIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deconvolutional(10, List.of(3, 2), 3))
                .withMessageContaining("its side must be a multiple of 4, got 10");
    }
}
