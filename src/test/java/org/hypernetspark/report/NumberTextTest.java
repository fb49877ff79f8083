package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void numbersHaveFourSignificantDigits() {
        assertThat(NumberText.significant(0.123456)).isEqualTo("0.1235");
        assertThat(NumberText.significant(-12.3456)).isEqualTo("-12.35");
        assertThat(NumberText.significant(1234567)).isEqualTo("1,234,567");
        assertThat(NumberText.significant(0)).isEqualTo("0.000");
        assertThat(NumberText.significant(0.0000123)).isEqualTo("1.23e-05");
        assertThat(NumberText.significant(Double.NaN)).isEqualTo("-");
        assertThat(NumberText.significant(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }

    @Test
    void ticksAreShort() {
        assertThat(NumberText.tick(3 * 0.1)).isEqualTo("0.3");
        assertThat(NumberText.tick(0)).isEqualTo("0");
        assertThat(NumberText.tick(20_000)).isEqualTo("20000");
        assertThat(NumberText.tick(1e-6)).isEqualTo("0.000001");
        assertThat(NumberText.tick(2e9)).isEqualTo("2E+9");
    }

    @Test
    void durationsAreMinutesOrHours() {
        assertThat(NumberText.duration(4.4)).isEqualTo("0:04");
        assertThat(NumberText.duration(3599.6)).isEqualTo("1:00:00");
        assertThat(NumberText.duration(3723)).isEqualTo("1:02:03");
    }
}
