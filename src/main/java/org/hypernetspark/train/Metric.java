package org.hypernetspark.train;

import java.util.List;
import java.util.Locale;

/** Measures of how well a task is predicted. */
public enum Metric {
    /** Mean training loss. Lower is better. */
    LOSS(false),
    /** Share of examples whose likeliest class is right. Higher is better. */
    ACCURACY(true),
    /** Mean negative log probability of the right class, in nats. Lower is better. */
    LOG_LOSS(false),
    /** Root mean squared error, in the label's unit. Lower is better. */
    RMSE(false),
    /** Mean absolute error, in the label's unit. Lower is better. */
    MAE(false),
    /** 1 minus squared error over the label's variance. Higher is better. */
    R2(true);

    private final boolean higherIsBetter;

    Metric(boolean higherIsBetter) {
        this.higherIsBetter = higherIsBetter;
    }

    /** Whether a higher value is better. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** The name used in tables and configurations, for example {@code log_loss}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The metrics of classification or regression. */
    public static List<Metric> of(boolean classification) {
        return classification ? List.of(LOSS, ACCURACY, LOG_LOSS) : List.of(LOSS, RMSE, MAE, R2);
    }
}
