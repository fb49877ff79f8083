package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hypernetspark.report.TaskScores.TaskScore;
import org.hypernetspark.train.Metric;
import org.junit.jupiter.api.Test;

class TaskScoresTest {
    private static final List<TaskScore> TASKS = List.of(
            new TaskScore("c", 1, List.of(0.5)),
            new TaskScore("none", 1, List.of(Double.NaN)),
            new TaskScore("b", 1, List.of(0.5)),
            new TaskScore("a", 1, List.of(0.1)));

    @Test
    void theWorstComeFirstAndTiesByName() {
        assertThat(new TaskScores(List.of(Metric.RMSE), TASKS).worstFirst())
                .extracting(TaskScore::task)
                .containsExactly("b", "c", "a");
        assertThat(new TaskScores(List.of(Metric.ACCURACY), TASKS).worstFirst())
                .extracting(TaskScore::task)
                .containsExactly("a", "b", "c");
    }

    @Test
    void sumsBecomeValues() {
        assertThat(TaskScore.of("a", Runs.sums(0.5), List.of(Metric.LOSS, Metric.RMSE)))
                .isEqualTo(new TaskScore("a", 2, List.of(0.25, 0.5)));
    }

    @Test
    void valuesMustFitTheMetrics() {
        assertThatThrownBy(() -> new TaskScores(List.of(Metric.RMSE, Metric.R2), TASKS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Task \"c\" has 1 values for 2 metrics");
    }
}
