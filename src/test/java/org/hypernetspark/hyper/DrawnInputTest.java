package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.RangePreference.Range;
import org.hypernetspark.param.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawnInputTest {
    private static final int DRAWS = 40_000;

    private static double[][] moments(DrawnInput input) {
        RandomStream random = new RandomStream(1);
        double[] sums = new double[input.size()];
        double[] squares = new double[input.size()];
        float[] values = new float[input.size()];
        for (int draw = 0; draw < DRAWS; draw++) {
            input.draw(random, values, 0);
            for (int i = 0; i < values.length; i++) {
                sums[i] += values[i] / DRAWS;
                squares[i] += (double) values[i] * values[i] / DRAWS;
            }
        }
        for (int i = 0; i < values.length; i++) {
            squares[i] -= sums[i] * sums[i];
        }
        return new double[][] {sums, squares};
    }

    @Test
    void noiseIsStandardNormal() {
        double[][] moments = moments(new NoiseInput(2, 1));
        assertThat(moments[0][0]).isEqualTo(0, within(0.02));
        assertThat(moments[1][1]).isEqualTo(1, within(0.03));
    }

    /** Mean {@code a_i / s}, variance {@code m (1 - m) / (s + 1)}. */
    @Test
    void aDirichletHasItsMeansAndVariances() {
        double[][] moments = moments(new DirichletPreference(List.of(0.2, 0.3, 1.5)));
        double[] means = {0.1, 0.15, 0.75};
        for (int i = 0; i < 3; i++) {
            assertThat(moments[0][i]).isEqualTo(means[i], within(0.01));
            assertThat(moments[1][i]).isEqualTo(means[i] * (1 - means[i]) / 3, within(0.003));
        }
    }

    @Test
    void aDirichletOfTinyConcentrationsIsStillAPreference() {
        DirichletPreference corners = new DirichletPreference(List.of(1e-3, 1e-3));
        RandomStream random = new RandomStream(2);
        float[] values = new float[2];
        for (int draw = 0; draw < 1000; draw++) {
            corners.draw(random, values, 0);
            corners.check(values);
        }
    }

    @Test
    void rangesAreUniformInTheNumberOrItsLogarithm() {
        RangePreference ranges = new RangePreference(List.of(new Range(2, 6, false), new Range(0.01, 100, true)));
        double[][] moments = moments(ranges);
        assertThat(moments[0][0]).isEqualTo(4, within(0.02));
        assertThat(moments[1][0]).isEqualTo(16.0 / 12, within(0.02));
        float[] seen = new float[2];
        ranges.encode(new float[] {2, 1}, 0, seen, 0);
        assertThat(seen[0]).isEqualTo(-1);
        assertThat(seen[1]).isEqualTo(0, within(1e-6f));
    }

    static Stream<PreferenceInput> preferences() {
        return Stream.of(
                new DirichletPreference(List.of(0.5, 0.5)),
                new RangePreference(List.of(new Range(0, 1, false), new Range(0.1, 1, true))));
    }

    @ParameterizedTest
    @MethodSource("preferences")
    void theCentreCouldHaveBeenDrawnAndOthersAreRefused(PreferenceInput preference) {
        float[] center = new float[2];
        preference.center(center, 0);
        preference.check(center);
        for (float[] bad :
                List.of(new float[1], new float[] {0.5f, 2}, new float[] {-1, 0.5f}, new float[] {Float.NaN, 0.5f})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> preference.check(bad))
                    .withMessageContaining("got [");
        }
    }

    @Test
    void twoInputsOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.of(new NoiseInput(1, 1), new NoiseInput(2, 1)))
                .withMessageContaining("two named noise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.of(List.of()))
                .withMessageContaining("at least one input");
    }
}
