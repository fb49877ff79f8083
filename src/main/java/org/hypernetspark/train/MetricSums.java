package org.hypernetspark.train;

import java.io.Serializable;

/**
 * Sums from which the metrics of one task (or several together) follow; sums of parts add up.
 *
 * <p>Mutable while rows are added. A plain class so that Kryo's field serialiser can carry it.
 */
public final class MetricSums implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double SMALLEST_PROBABILITY = 1e-15;

    private double count;
    private double lossSum;
    private double correct;
    private double logLoss;
    private double squaredError;
    private double absoluteError;
    private double labelSum;
    private double labelSquares;

    /** Adds rows' mean loss, weighted by the labels it is a mean of. */
    public void addLoss(double meanLoss, double labels) {
        lossSum += meanLoss * labels;
    }

    /** Adds one classified example: the probability given to the true class, and whether that class was the likeliest. */
    public void addClassified(double probabilityOfLabel, boolean isCorrect) {
        count++;
        correct += isCorrect ? 1 : 0;
        logLoss -= Math.log(Math.max(probabilityOfLabel, SMALLEST_PROBABILITY));
    }

    /** Adds one predicted value. */
    public void addPredicted(double prediction, double label) {
        double error = prediction - label;
        count++;
        squaredError += error * error;
        absoluteError += Math.abs(error);
        labelSum += label;
        labelSquares += label * label;
    }

    /** Adds another's sums to this one's. */
    public void add(MetricSums other) {
        count += other.count;
        lossSum += other.lossSum;
        correct += other.correct;
        logLoss += other.logLoss;
        squaredError += other.squaredError;
        absoluteError += other.absoluteError;
        labelSum += other.labelSum;
        labelSquares += other.labelSquares;
    }

    /**
     * The same sums with predicted values and labels in another unit; the loss stays as it was.
     *
     * @param factor what values are multiplied with, above 0
     */
    public MetricSums scaled(double factor) {
        MetricSums scaled = new MetricSums();
        scaled.add(this);
        scaled.squaredError *= factor * factor;
        scaled.absoluteError *= factor;
        scaled.labelSum *= factor;
        scaled.labelSquares *= factor * factor;
        return scaled;
    }

    /** Labels added. */
    public double count() {
        return count;
    }

    /** A metric's value; NaN if there are no labels (or, for R2, no variance). */
    public double value(Metric metric) {
        return switch (metric) {
            case LOSS -> lossSum / count;
            case ACCURACY -> correct / count;
            case LOG_LOSS -> logLoss / count;
            case RMSE -> Math.sqrt(squaredError / count);
            case MAE -> absoluteError / count;
            case R2 -> r2();
        };
    }

    private double r2() {
        double spread = labelSquares - labelSum * labelSum / count;
        return spread > 1e-12 * labelSquares ? 1 - squaredError / spread : Double.NaN;
    }
}
