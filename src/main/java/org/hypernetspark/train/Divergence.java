package org.hypernetspark.train;

import java.io.Serializable;

/** Where a loss stopped being a finite number. A plain class so that Kryo's field serialiser can carry it. */
public final class Divergence implements Serializable {
    private static final long serialVersionUID = 1;

    private final int round;
    private final String task;
    private final double loss;

    /** In this round (from 1, as in reports) the task had this loss. */
    public Divergence(int round, String task, double loss) {
        this.round = round;
        this.task = task;
        this.loss = loss;
    }

    /** The round, from 1. */
    public int round() {
        return round;
    }

    /** The task's id. */
    public String task() {
        return task;
    }

    /** What is not finite. */
    public double loss() {
        return loss;
    }

    /** The error to end the run with. */
    public TrainingDivergedException toException() {
        return new TrainingDivergedException(
                "Training diverged in round " + round + ": task \"" + task + "\" has loss " + loss
                        + ". Lower the learning rate, set gradientClip, or look for extreme values in that task's rows.");
    }
}
