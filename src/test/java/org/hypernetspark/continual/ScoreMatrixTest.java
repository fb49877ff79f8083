package org.hypernetspark.continual;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoreMatrixTest {
    private static final double[][] VALUES = {{0.9, Double.NaN, Double.NaN}, {0.8, 0.95, Double.NaN}, {0.7, 0.9, 0.8}};

    @Test
    void forgettingIsTheMeanLossSinceEachTaskWasLearned() {
        assertThat(new ScoreMatrix(VALUES, true).forgetting()).isCloseTo((0.2 + 0.05) / 2, Offset.offset(1e-12));
        assertThat(new ScoreMatrix(VALUES, false).forgetting()).isCloseTo(-(0.2 + 0.05) / 2, Offset.offset(1e-12));
    }

    @Test
    void theFinalMeanIsOverAllTasks() {
        assertThat(new ScoreMatrix(VALUES, true).finalMean()).isCloseTo(0.8, Offset.offset(1e-12));
    }
}
