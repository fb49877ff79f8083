package org.hypernetspark.reproduce;

import java.util.Arrays;
import java.util.Locale;

/** The same figure of several seeds. */
record Sample(double[] values) {
    double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The standard deviation with {@code n - 1}; 0 for one value. */
    double deviation() {
        double mean = mean();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    /** Mean and deviation, as in {@code 0.31 ± 0.02}; of the finite values, if some are not: those runs diverged. */
    String text() {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        int diverged = values.length - finite.length;
        if (finite.length == 0) {
            return "diverged";
        }
        Sample rest = new Sample(finite);
        return number(rest.mean()) + " ± " + number(rest.deviation())
                + (diverged == 0 ? "" : " (" + diverged + " of " + values.length + " diverged)");
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && (size < 0.01 || size >= 1e4) ? "%.2e" : "%.3f", value);
    }
}
