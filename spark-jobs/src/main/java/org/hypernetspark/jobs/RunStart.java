package org.hypernetspark.jobs;

import java.io.PrintWriter;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/** Says when a run goes on after an earlier start, and remembers which round was chosen. */
final class RunStart implements TrainingListener {
    private final PrintWriter out;
    private final String checkpoints;
    private int chosenRound;

    RunStart(PrintWriter out, String checkpoints) {
        this.out = out;
        this.checkpoints = checkpoints;
    }

    @Override
    public void started(int roundsDone, TrainingSpec spec) {
        if (roundsDone > 0) {
            out.println("Going on after round " + roundsDone + " of " + spec.rounds() + ", committed in " + checkpoints
                    + ". Delete that folder to start over.");
        }
    }

    @Override
    public void ended(int rounds, int chosen) {
        chosenRound = chosen;
    }

    int chosenRound() {
        return chosenRound;
    }
}
