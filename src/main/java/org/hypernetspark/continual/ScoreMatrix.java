package org.hypernetspark.continual;

import java.util.Arrays;

/**
 * Test scores {@code a_kj} of each task {@code j} after each task {@code k}; NaN where there is none.
 *
 * @param values {@code [tasks, tasks]}
 * @param higherIsBetter whether higher scores are better (accuracy) or worse (squared error)
 */
public record ScoreMatrix(double[][] values, boolean higherIsBetter) {
    /** Nothing measured yet. */
    public static ScoreMatrix empty(int tasks, boolean higherIsBetter) {
        double[][] values = new double[tasks][tasks];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        return new ScoreMatrix(values, higherIsBetter);
    }

    /** Number of tasks. */
    public int tasks() {
        return values.length;
    }

    /** Scores of all tasks after the last. */
    public double[] last() {
        return values[values.length - 1].clone();
    }

    /** Mean score of all tasks after the last. */
    public double finalMean() {
        return Arrays.stream(last()).average().orElse(Double.NaN);
    }

    /**
     * Mean over all tasks but the last of how much worse they are at the end than just after they were learned; negative if
     * they have become better. NaN if there is only one task or scores are missing.
     */
    public double forgetting() {
        double sum = 0;
        for (int task = 0; task < tasks() - 1; task++) {
            double change = values[task][task] - values[tasks() - 1][task];
            sum += higherIsBetter ? change : -change;
        }
        return tasks() == 1 ? Double.NaN : sum / (tasks() - 1);
    }
}
