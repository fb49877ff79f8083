package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void aLinearAxisBeginsAndEndsAtATick() {
        Axis axis = Axis.ofLosses(0.13, 0.88);
        assertThat(axis.logarithmic()).isFalse();
        assertThat(axis.ticks().stream().map(NumberText::tick)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(axis.position(0.5)).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void lossesOfVeryDifferentSizeGetALogarithmicAxis() {
        Axis axis = Axis.ofLosses(0.03, 70);
        assertThat(axis.ticks().stream().map(NumberText::tick)).containsExactly("0.01", "0.1", "1", "10", "100");
        assertThat(axis.position(1)).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void aSmallRangeOfALogarithmicAxisHasFineTicks() {
        assertThat(Axis.ofLosses(0.3, 7).ticks().stream().map(NumberText::tick))
                .containsExactly("0.2", "0.5", "1", "2", "5", "10");
    }

    @Test
    void equalLossesStillMakeAnAxis() {
        for (double loss : new double[] {0, 0.5, 1e9}) {
            Axis axis = Axis.ofLosses(loss, loss);
            assertThat(axis.position(loss)).isBetween(0.0, 1.0);
            assertThat(axis.ticks()).hasSizeBetween(2, 8);
        }
    }

    @Test
    void roundsAreMarkedAtWholeNumbers() {
        assertThat(Axis.rounds(1, 3).ticks()).containsExactly(1.0, 2.0, 3.0);
        assertThat(Axis.rounds(3, 60).ticks()).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
        assertThat(Axis.rounds(1, 1).position(1)).isZero();
    }
}
