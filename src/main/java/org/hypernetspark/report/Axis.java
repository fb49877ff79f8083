package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a chart.
 *
 * @param low value at its start
 * @param high value at its end, above {@code low}
 * @param logarithmic whether equal lengths are equal ratios
 * @param ticks values to mark, ascending
 */
record Axis(double low, double high, boolean logarithmic, List<Double> ticks) {
    private static final int INTERVALS = 5;
    private static final int ROUND_INTERVALS = 10;
    private static final double RATIO_FOR_LOGARITHM = 20;
    private static final int MOST_TICKS = 8;

    /** An axis for losses from {@code low} to {@code high}: logarithmic if all are positive and differ much. */
    static Axis ofLosses(double low, double high) {
        return low > 0 && high / low > RATIO_FOR_LOGARITHM ? logarithmic(low, high) : linear(low, high);
    }

    /** A linear axis that begins and ends at a tick. */
    static Axis linear(double low, double high) {
        double margin = high > low ? 0 : Math.max(1e-6, Math.abs(low) * 0.05);
        double step = step((high - low + 2 * margin) / INTERVALS);
        long first = (long) Math.floor((low - margin) / step + 1e-9);
        long last = (long) Math.ceil((high + margin) / step - 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return new Axis(first * step, last * step, false, ticks);
    }

    /** An axis of rounds, which begins and ends at a round and marks whole numbers. */
    static Axis rounds(int first, int last) {
        int end = Math.max(last, first + 1);
        int step = (int) Math.max(1, step((end - first) / (double) ROUND_INTERVALS));
        List<Double> ticks = new ArrayList<>();
        for (long round = (first + step - 1L) / step * step; round <= end; round += step) {
            ticks.add((double) round);
        }
        return new Axis(first, end, false, ticks);
    }

    private static Axis logarithmic(double low, double high) {
        List<Double> fine = new ArrayList<>();
        List<Double> coarse = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(low));
        for (int exponent = first; exponent <= Math.log10(high) + 1; exponent++) {
            coarse.add(Math.pow(10, exponent));
            for (int digit : new int[] {1, 2, 5}) {
                fine.add(digit * Math.pow(10, exponent));
            }
        }
        List<Double> ticks = trimmed(fine, low, high);
        if (ticks.size() > MOST_TICKS) {
            ticks = trimmed(coarse, low, high);
        }
        return new Axis(ticks.get(0), ticks.get(ticks.size() - 1), true, ticks);
    }

    /** From the last tick at or below {@code low} to the first at or above {@code high}. */
    private static List<Double> trimmed(List<Double> ticks, double low, double high) {
        int from = 0;
        int to = ticks.size() - 1;
        while (from + 1 < ticks.size() && ticks.get(from + 1) <= low) {
            from++;
        }
        while (to > from + 1 && ticks.get(to - 1) >= high) {
            to--;
        }
        return List.copyOf(ticks.subList(from, to + 1));
    }

    /** The next of 1, 2, 5 times a power of ten. */
    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        double digits = atLeast / power;
        return power * (digits <= 1 + 1e-9 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }

    /** Where a value lies: 0 at the start, 1 at the end. */
    double position(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }
}
