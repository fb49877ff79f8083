package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter written = new StringWriter();
    private final TestClock clock = new TestClock();

    private ProgressBar bar(int columns) {
        return new ProgressBar(new PrintWriter(written), columns, clock);
    }

    private List<String> drawings() {
        return List.of(written.toString().split("\r", -1));
    }

    private String lastDrawing() {
        return drawings().get(drawings().size() - 1);
    }

    @Test
    void showsRoundLossesSpeedAndTimeLeft() {
        ProgressBar bar = bar(120);
        bar.started(0, Runs.spec(10, 5));
        clock.forward(30);
        bar.roundEnded(Runs.round(5, 10, 0.25));
        clock.forward(1);
        bar.validated(5, Runs.regression(0.5));
        assertThat(lastDrawing())
                .isEqualTo("[==============>               ] "
                        + "5/10  loss 0.2500  validation 0.2500  1,280 task-steps/s  0:30 left");
    }

    @Test
    void drawsAnEmptyBarBeforeTheFirstRound() {
        bar(80).started(0, Runs.spec(10, 5));
        assertThat(lastDrawing()).isEqualTo("[" + " ".repeat(30) + "] 0/10");
    }

    @Test
    void isRedrawnAtMostTenTimesASecond() {
        ProgressBar bar = bar(80);
        bar.started(0, Runs.spec(1000, 1000));
        for (int round = 1; round <= 100; round++) {
            clock.forward(0.01);
            bar.roundEnded(Runs.round(round, 1000, 1));
        }
        assertThat(drawings()).hasSizeBetween(10, 12);
    }

    @Test
    void neverGetsAsWideAsTheTerminal() {
        for (int columns : new int[] {20, 60, 80}) {
            ProgressBar bar = bar(columns);
            bar.started(0, Runs.spec(100_000, 1));
            clock.forward(10);
            bar.roundEnded(Runs.round(9, 100_000, 123_456));
            assertThat(lastDrawing().length()).isLessThan(columns);
        }
    }

    @Test
    void blanksOutWhatALongerLineLeft() {
        ProgressBar bar = bar(60);
        bar.started(0, Runs.spec(10, 10));
        clock.forward(36_000);
        bar.roundEnded(Runs.round(1, 10, 12_345_678));
        int before = lastDrawing().length();
        clock.forward(1);
        bar.roundEnded(Runs.round(2, 10, 1));
        assertThat(lastDrawing()).hasSizeGreaterThanOrEqualTo(before);
    }

    @Test
    void saysAtTheEndHowLongItTookAndWhatWasKept() {
        ProgressBar bar = bar(80);
        bar.started(0, Runs.spec(10, 5));
        clock.forward(83);
        bar.roundEnded(Runs.round(8, 10, 1));
        bar.ended(8, 5);
        assertThat(written.toString().lines().toList())
                .last()
                .isEqualTo("trained 8 of 10 rounds in 1:23; kept round 5, the best on validation rows");
    }

    @Test
    void closingEndsTheLineOnce() {
        ProgressBar bar = bar(80);
        bar.started(0, Runs.spec(10, 5));
        bar.close();
        bar.close();
        assertThat(written.toString()).endsWith("0/10" + System.lineSeparator());
    }
}
