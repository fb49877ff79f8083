package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final StringWriter written = new StringWriter();
    private final TestClock clock = new TestClock();
    private final ProgressLines lines = new ProgressLines(new PrintWriter(written), 10, clock);

    private void round(int round, int rounds, double seconds) {
        clock.forward(seconds);
        lines.roundEnded(Runs.round(round, rounds, 1.0 / round));
    }

    @Test
    void tellsFirstValidatedAndLastRounds() {
        lines.started(0, Runs.spec(6, 3));
        round(1, 6, 1);
        round(2, 6, 1);
        round(3, 6, 1);
        lines.validated(3, Runs.regression(0.5));
        round(4, 6, 1);
        round(5, 6, 1);
        round(6, 6, 1);
        lines.validated(6, Runs.regression(0.25));
        lines.ended(6, 6);
        assertThat(written.toString().lines())
                .containsExactly(
                        "training 6 rounds",
                        "round 1/6  loss 1.000  1,280 task-steps/s  0:05 left",
                        "round 3/6  loss 0.3333  validation 0.2500  1,280 task-steps/s  0:03 left",
                        "round 6/6  loss 0.1667  validation 0.2500  1,280 task-steps/s  0:00 left",
                        "round 6/6  validation 0.06250",
                        "trained 6 of 6 rounds in 0:06");
    }

    @Test
    void tellsOtherRoundsAtMostEveryFewSeconds() {
        lines.started(0, Runs.spec(100, 100));
        for (int round = 1; round <= 30; round++) {
            round(round, 100, 1);
        }
        assertThat(written.toString().lines().map(line -> line.split("  ", -1)[0]))
                .containsExactly("training 100 rounds", "round 1/100", "round 11/100", "round 21/100");
    }

    @Test
    void tellsWhereItGoesOnAfterARestart() {
        lines.started(40, Runs.spec(50, 100));
        round(41, 50, 2);
        assertThat(written.toString().lines())
                .containsExactly(
                        "resuming after round 40 of 50", "round 41/50  loss 0.02439  1,280 task-steps/s  0:18 left");
    }

    @Test
    void consoleProgressIsPlainWithoutATerminal() {
        assertThat(ConsoleProgress.on(new PrintWriter(written), false)).isInstanceOf(ProgressLines.class);
        assertThat(ConsoleProgress.on(new PrintWriter(written), true)).isInstanceOf(ProgressBar.class);
    }
}
