package org.hypernetspark.report;

import java.util.List;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingSpec;

/** Pieces of made-up runs. */
final class Runs {
    private Runs() {}

    static TrainingSpec spec(int rounds, int evaluateEvery) {
        return TrainingSpec.defaults().withRounds(rounds).withEvaluation(evaluateEvery, null);
    }

    static RoundReport round(int round, int rounds, double loss) {
        return new RoundReport(round, rounds, loss, 640, 20480, 0.5);
    }

    /** Of one task with two rows whose predictions are off by this much. */
    static MetricSummary regression(double error) {
        return new MetricSummary(List.of(sums(error)));
    }

    static MetricSums sums(double error) {
        MetricSums sums = new MetricSums();
        sums.addPredicted(1 + error, 1);
        sums.addPredicted(3 - error, 3);
        sums.addLoss(error * error, 2);
        return sums;
    }
}
