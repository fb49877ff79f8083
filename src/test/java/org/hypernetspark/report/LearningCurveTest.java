package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.util.List;
import org.hypernetspark.report.LearningCurve.Point;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.TrainingListener;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
    @Test
    void readsWhatTheTableOfMetricsHolds() {
        StringWriter written = new StringWriter();
        LearningCurve.Recorder recorder = new LearningCurve.Recorder();
        for (TrainingListener listener : List.of(recorder, new MetricsCsv(written, Metric.of(false), List.of()))) {
            listener.started(0, Runs.spec(2, 2));
            listener.roundEnded(Runs.round(1, 2, 0.1));
            listener.roundEnded(Runs.round(2, 2, 1e-7));
            listener.validated(2, Runs.regression(0.3));
            listener.ended(2, 2);
        }
        LearningCurve read = LearningCurve.of(written.toString().lines().toList());
        assertThat(read).isEqualTo(recorder.curve());
        assertThat(read.points().get(0)).isEqualTo(new Point(1, 0.1, Double.NaN));
        assertThat(read.points().get(1).validationLoss()).isEqualTo(0.09);
    }

    @Test
    void noLinesAreAnEmptyCurve() {
        assertThat(LearningCurve.of(List.of()).points()).isEmpty();
    }

    @Test
    void aRowThatIsNoneIsNamed() {
        assertThatThrownBy(() -> LearningCurve.of(List.of("round,train_loss", "1,oops")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("should hold numbers, got \"1,oops\"");
        assertThatThrownBy(() -> LearningCurve.of(List.of("round,train_loss", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("should have 2 cells, got \"1\"");
    }
}
