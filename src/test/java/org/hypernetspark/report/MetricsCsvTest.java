package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.hypernetspark.train.Metric;
import org.junit.jupiter.api.Test;

class MetricsCsvTest {
    private static final String HEADER = "round,train_loss,task_steps,labels,round_seconds,task_steps_per_second,"
            + "validation_loss,validation_rmse,validation_mae,validation_r2,validation_loss_worst_decile";

    private final StringWriter written = new StringWriter();

    private MetricsCsv table(List<String> earlier) {
        return new MetricsCsv(written, Metric.of(false), earlier);
    }

    private List<String> lines() {
        return written.toString().lines().toList();
    }

    @Test
    void everyRoundHasOneRowAndTheSameColumns() {
        MetricsCsv table = table(List.of());
        table.started(0, Runs.spec(3, 2));
        table.roundEnded(Runs.round(1, 3, 0.75));
        table.roundEnded(Runs.round(2, 3, 0.5));
        table.validated(2, Runs.regression(0.5));
        table.roundEnded(Runs.round(3, 3, 0.25));
        table.ended(3, 3);
        assertThat(lines())
                .containsExactly(
                        HEADER,
                        "1,0.75,640,20480,0.500,1280.0,,,,,",
                        "2,0.5,640,20480,0.500,1280.0,0.25,0.5,0.5,0.75,0.25",
                        "3,0.25,640,20480,0.500,1280.0,,,,,");
    }

    @Test
    void aRowIsThereAsSoonAsItsValidationIsKnown() {
        MetricsCsv table = table(List.of());
        table.started(0, Runs.spec(4, 2));
        table.roundEnded(Runs.round(1, 4, 1));
        assertThat(lines()).hasSize(2);
        table.roundEnded(Runs.round(2, 4, 1));
        table.validated(2, Runs.regression(1));
        assertThat(lines()).hasSize(3);
    }

    @Test
    void withoutValidationRowsThereAreNoValidationColumns() {
        MetricsCsv table = new MetricsCsv(written, List.of(), List.of());
        table.started(0, Runs.spec(2, 1));
        table.roundEnded(Runs.round(1, 2, 1));
        assertThat(lines())
                .containsExactly(
                        "round,train_loss,task_steps,labels,round_seconds,task_steps_per_second",
                        "1,1.0,640,20480,0.500,1280.0");
    }

    @Test
    void resumingKeepsCommittedRoundsOnly() {
        MetricsCsv table = table(List.of(HEADER, "1,a,,,,,,,,,", "2,b,,,,,,,,,", "3,c,,,,,,,,,"));
        table.started(2, Runs.spec(3, 9));
        table.roundEnded(Runs.round(3, 3, 0.25));
        table.ended(3, 3);
        assertThat(lines())
                .containsExactly(HEADER, "1,a,,,,,,,,,", "2,b,,,,,,,,,", "3,0.25,640,20480,0.500,1280.0,,,,,");
    }

    @Test
    void truncateDropsRoundsNotCommittedAndTornRows() {
        List<String> lines = List.of("round,loss", "1,0.5", "2,0.25", "3", "x,0.1", "4,0.125");
        assertThat(MetricsCsv.truncate(lines, 3)).containsExactly("round,loss", "1,0.5", "2,0.25");
        assertThat(MetricsCsv.truncate(lines, 0)).containsExactly("round,loss");
        assertThat(MetricsCsv.truncate(List.of(), 3)).isEmpty();
    }

    @Test
    void anEarlierTableWithOtherColumnsIsRefused() {
        assertThatThrownBy(() -> table(List.of("round,train_loss")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The earlier metrics have the columns \"round,train_loss\", this run writes \"" + HEADER
                        + "\". Move the earlier table away, or write to another output.");
    }

    @Test
    void aFullDiskIsToldAsSuch() {
        Writer full = new Writer() {
            @Override
            public void write(char[] characters, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> new MetricsCsv(full, List.of(), List.of()).started(0, Runs.spec(1, 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot write the metrics of the run: No space left on device");
    }
}
