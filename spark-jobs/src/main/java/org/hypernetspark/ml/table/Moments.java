package org.hypernetspark.ml.table;

import java.io.Serializable;

/**
 * Mean and variance of several numbers at once, in double: Welford's update for single observations, Chan, Golub and
 * LeVeque's for parts ("Updating formulae and a pairwise algorithm for computing sample variances", 1979).
 *
 * <p>The bits of the result depend on the order in which observations and parts come. A plain class so that Kryo's field
 * serialiser can carry it.
 */
final class Moments implements Serializable {
    private static final long serialVersionUID = 1;

    private final double[] mean;
    private final double[] squares;
    private long count;

    Moments(int width) {
        this.mean = new double[width];
        this.squares = new double[width];
    }

    /** Adds {@code values[at ..]}. */
    void add(double[] values, int at) {
        count++;
        for (int i = 0; i < mean.length; i++) {
            double before = values[at + i] - mean[i];
            mean[i] += before / count;
            squares[i] += before * (values[at + i] - mean[i]);
        }
    }

    /** Adds the observations behind another's. */
    void add(Moments other) {
        if (other.count == 0) {
            return;
        }
        long total = count + other.count;
        double share = (double) other.count / total;
        for (int i = 0; i < mean.length; i++) {
            double difference = other.mean[i] - mean[i];
            squares[i] += other.squares[i] + difference * difference * count * share;
            mean[i] += difference * share;
        }
        count = total;
    }

    int width() {
        return mean.length;
    }

    long count() {
        return count;
    }

    double mean(int index) {
        return mean[index];
    }

    /** The standard deviation (of the population); 0 where all observations are equal. */
    double deviation(int index) {
        return count == 0 ? 0 : Math.sqrt(squares[index] / count);
    }
}
