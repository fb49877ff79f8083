package org.hypernetspark.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypernetspark.reproduce.MagnitudeInvariance.Arm;
import org.hypernetspark.train.OptimizerSpec;
import org.junit.jupiter.api.Test;

/** The short form: fewer seeds, fewer rounds. */
class MagnitudeInvarianceTest {
    private final MagnitudeInvariance run = new MagnitudeInvariance(3);

    private double growth(Arm arm) {
        return run.spread(arm, 10).mean() / run.spread(arm, 0.1).mean();
    }

    @Test
    void withoutTheEncodingWhatIsGeneratedGrowsWithTheInput() {
        assertThat(growth(Arm.NEITHER)).isBetween(99.0, 101.0);
    }

    @Test
    void withTheEncodingItDoesNot() {
        assertThat(growth(Arm.ENCODING)).isBetween(0.5, 2.0);
    }

    @Test
    void bothTogetherLearnFasterThanNeither() {
        List<Double> neither = run.losses(Arm.NEITHER, OptimizerSpec.adam(0.001), 1, 12);
        List<Double> both = run.losses(Arm.BOTH, OptimizerSpec.adam(0.001), 1, 12);
        assertThat(both.get(11)).isLessThan(neither.get(11));
    }
}
