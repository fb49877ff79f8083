package org.hypernetspark.continual;

import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSums;

/** Lets a learner go through a sequence and measures it on every task so far after each. */
public final class ContinualRun {
    private final TaskSequence sequence;
    private final Metric metric;

    /**
     * Of a sequence.
     *
     * @param classification whether scores are accuracies; else mean squared errors
     */
    public ContinualRun(TaskSequence sequence, boolean classification) {
        this.sequence = sequence;
        this.metric = classification ? Metric.ACCURACY : Metric.RMSE;
    }

    /** Is told after each task. */
    @FunctionalInterface
    public interface Listener {
        /** {@code task} has been learned and all tasks so far have been tested. */
        void learned(int task, ScoreMatrix scores);
    }

    /** Nothing measured yet. */
    public ScoreMatrix empty() {
        return ScoreMatrix.empty(sequence.size(), metric.higherIsBetter());
    }

    /**
     * Learns the tasks from {@code first} on.
     *
     * @param scores of the tasks before; filled in
     */
    public ScoreMatrix run(Learner learner, int first, ScoreMatrix scores, Listener listener) {
        for (int task = first; task < sequence.size(); task++) {
            learner.learn(task);
            for (int tested = 0; tested <= task; tested++) {
                scores.values()[task][tested] = learner.knows(tested) ? score(learner.score(tested)) : Double.NaN;
            }
            listener.learned(task, scores);
        }
        return scores;
    }

    private double score(MetricSums sums) {
        double value = sums.value(metric);
        return metric == Metric.RMSE ? value * value : value;
    }
}
