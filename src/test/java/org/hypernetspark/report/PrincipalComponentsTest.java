package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hypernetspark.param.RandomStream;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    @Test
    void findsTheDirectionsOfAKnownEllipse() {
        // Covariance [[5, 4], [4, 5]]: variance 9 along (1, 1), 1 along (1, -1).
        double r = Math.sqrt(0.5);
        float[] values = new float[8];
        double[][] along = {{3, 1}, {3, -1}, {-3, 1}, {-3, -1}};
        for (int i = 0; i < 4; i++) {
            values[2 * i] = (float) (7 + r * (along[i][0] + along[i][1]));
            values[2 * i + 1] = (float) (-2 + r * (along[i][0] - along[i][1]));
        }
        PrincipalComponents components = PrincipalComponents.of(values, 4, 2);
        assertThat(components.shares()[0]).isEqualTo(0.9, within(1e-6));
        assertThat(components.shares()[1]).isEqualTo(0.1, within(1e-6));
        for (int i = 0; i < 4; i++) {
            assertThat(components.coordinates()[i][0]).isEqualTo(along[i][0], within(1e-5));
            assertThat(Math.abs(components.coordinates()[i][1])).isEqualTo(1, within(1e-5));
        }
    }

    @Test
    void coordinatesAreUncorrelatedAndHaveTheVarianceOfTheirShare() {
        int rows = 200;
        int columns = 12;
        float[] values = new float[rows * columns];
        RandomStream random = new RandomStream(3);
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (1 + i % columns) * (float) random.nextGaussian();
        }
        for (int column = 0; column < columns; column++) {
            total += variance(values, rows, columns, column);
        }
        PrincipalComponents components = PrincipalComponents.of(values, rows, columns);
        double[] moments = new double[3];
        for (double[] at : components.coordinates()) {
            moments[0] += at[0] * at[0] / rows;
            moments[1] += at[1] * at[1] / rows;
            moments[2] += at[0] * at[1] / rows;
        }
        assertThat(moments[0]).isEqualTo(components.shares()[0] * total, within(1e-6 * total));
        assertThat(moments[1]).isEqualTo(components.shares()[1] * total, within(1e-6 * total));
        assertThat(moments[2]).isEqualTo(0, within(1e-6 * total));
        assertThat(moments[0]).isGreaterThan(moments[1]);
    }

    private static double variance(float[] values, int rows, int columns, int column) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double value = values[row * columns + column];
            sum += value;
            squares += value * value;
        }
        return squares / rows - sum / rows * (sum / rows);
    }

    @Test
    void oneColumnGivesAFlatMap() {
        PrincipalComponents components = PrincipalComponents.of(new float[] {1, 3}, 2, 1);
        assertThat(components.coordinates()).isDeepEqualTo(new double[][] {{-1, 0}, {1, 0}});
        assertThat(components.shares()).containsExactly(1, 0);
    }

    @Test
    void equalPointsLieAtTheOrigin() {
        PrincipalComponents components = PrincipalComponents.of(new float[] {2, 5, 2, 5}, 2, 2);
        assertThat(components.coordinates()).isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
        assertThat(components.shares()).containsExactly(0, 0);
    }
}
