package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.hypernetspark.train.LearningRateSchedule.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateScheduleTest {
    @Test
    void constantIsOne() {
        assertThat(LearningRateSchedule.CONSTANT.factor(0, 10)).isEqualTo(1);
        assertThat(LearningRateSchedule.CONSTANT.factor(9, 10)).isEqualTo(1);
    }

    @Test
    void stepFallsAtOnce() {
        LearningRateSchedule step = new LearningRateSchedule(Kind.STEP, 0, 0.5, 3);
        assertThat(step.factor(2, 10)).isEqualTo(1);
        assertThat(step.factor(3, 10)).isEqualTo(0.5);
        assertThat(step.factor(8, 10)).isEqualTo(0.25);
    }

    @Test
    void exponentialFallsSmoothly() {
        LearningRateSchedule exponential = new LearningRateSchedule(Kind.EXPONENTIAL, 0, 0.25, 4);
        assertThat(exponential.factor(2, 10)).isEqualTo(0.5, within(1e-12));
        assertThat(exponential.factor(4, 10)).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void cosineAndLineRunFromOneToTheEnd() {
        LearningRateSchedule cosine = new LearningRateSchedule(Kind.COSINE, 0, 0.2, 1);
        LearningRateSchedule line = new LearningRateSchedule(Kind.LINEAR, 0, 0.2, 1);
        assertThat(cosine.factor(0, 11)).isEqualTo(1, within(1e-12));
        assertThat(cosine.factor(5, 11)).isEqualTo(0.6, within(1e-12));
        assertThat(cosine.factor(2, 11)).isGreaterThan(line.factor(2, 11));
        assertThat(cosine.factor(10, 11)).isEqualTo(0.2, within(1e-12));
        assertThat(line.factor(0, 11)).isEqualTo(1, within(1e-12));
        assertThat(line.factor(5, 11)).isEqualTo(0.6, within(1e-12));
        assertThat(line.factor(10, 11)).isEqualTo(0.2, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void warmUpRisesToOneThenTheCurveBegins(Kind kind) {
        LearningRateSchedule schedule = new LearningRateSchedule(kind, 3, 0.5, 2);
        assertThat(schedule.factor(0, 20)).isEqualTo(0.25);
        assertThat(schedule.factor(2, 20)).isEqualTo(0.75);
        assertThat(schedule.factor(3, 20)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSingleRoundHasTheFullRate(Kind kind) {
        assertThat(new LearningRateSchedule(kind, 0, 0.1, 1).factor(0, 1)).isEqualTo(1);
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRateSchedule(Kind.STEP, 0, 1.5, 1))
                .withMessageContaining("decay in [0, 1]")
                .withMessageContaining("1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningRateSchedule(Kind.STEP, -1, 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningRateSchedule(Kind.STEP, 0, 0.5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningRateSchedule(Kind.STEP, 0, Double.NaN, 1));
    }
}
