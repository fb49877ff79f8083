package org.hypernetspark.report;

import java.util.function.LongSupplier;
import org.hypernetspark.train.RoundReport;

/** How far a run is and how fast it goes, measured with a clock that tells nanoseconds. */
final class Pace {
    private final LongSupplier nanoseconds;
    private long begin;
    private long lastRoundAt;
    private int roundsBefore;
    private int rounds;
    private RoundReport last;
    private double validationLoss = Double.NaN;

    Pace(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    void started(int roundsDone, int plannedRounds) {
        begin = nanoseconds.getAsLong();
        lastRoundAt = begin;
        roundsBefore = roundsDone;
        rounds = plannedRounds;
        last = null;
        validationLoss = Double.NaN;
    }

    void roundEnded(RoundReport report) {
        last = report;
        lastRoundAt = nanoseconds.getAsLong();
    }

    void validated(double loss) {
        validationLoss = loss;
    }

    int rounds() {
        return rounds;
    }

    int roundsDone() {
        return last == null ? roundsBefore : last.round();
    }

    double elapsedSeconds() {
        return (nanoseconds.getAsLong() - begin) * 1e-9;
    }

    /** What is left if all planned rounds are run at the mean speed so far, validation included; NaN before the first. */
    double secondsLeft() {
        int done = roundsDone() - roundsBefore;
        return done == 0 ? Double.NaN : (lastRoundAt - begin) * 1e-9 / done * (rounds - roundsDone());
    }

    /** Losses, speed and time left; empty before the first round. */
    String figures() {
        if (last == null) {
            return "";
        }
        String validation =
                Double.isNaN(validationLoss) ? "" : "  validation " + NumberText.significant(validationLoss);
        return "loss " + NumberText.significant(last.meanLoss()) + validation + "  "
                + NumberText.whole(Math.round(last.taskStepsPerSecond())) + " task-steps/s  "
                + NumberText.duration(secondsLeft()) + " left";
    }

    /** One sentence for the end of a run. */
    String farewell(int roundsRun, int chosenRound) {
        String kept = chosenRound == roundsRun ? "" : "; kept round " + chosenRound + ", the best on validation rows";
        return "trained " + roundsRun + " of " + rounds + " rounds in " + NumberText.duration(elapsedSeconds()) + kept;
    }
}
