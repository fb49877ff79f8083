package org.hypernetspark.train;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How values of very many tasks are spread, in little memory; spreads of parts join to that of the whole.
 *
 * <p>Up to {@value #MOST_EXACT} values are kept as they are. More of them are counted and summed in bins, whose width is 1/128
 * of the power of two that their values lie in: then the mean of a tail takes its share of the bin at its border, which is off
 * by less than 0.8 % of the values in that bin. Values must not be NaN. Not thread-safe.
 */
public final class ValueSpread implements Serializable {
    /** Most values that are kept as they are. */
    public static final int MOST_EXACT = 4096;

    private static final long serialVersionUID = 1;
    private static final int DROPPED_BITS = 45;

    private long count;
    private double sum;
    private double[] values = {};
    private long[] bins = {};
    private long[] counts = {};
    private double[] sums = {};
    private int used;

    /** Adds a value. */
    public void add(double value) {
        count++;
        sum += value;
        keep(value);
    }

    /** Adds all values of another, as if one after the other; their order only matters to the last bits of the sum. */
    public void add(ValueSpread other) {
        count += other.count;
        sum += other.sum;
        if (other.binned()) {
            toBins();
            for (int i = 0; i < other.used; i++) {
                put(other.bins[i], other.counts[i], other.sums[i]);
            }
        } else {
            for (int i = 0; i < other.used; i++) {
                keep(other.values[i]);
            }
        }
    }

    private boolean binned() {
        return values == null;
    }

    private void keep(double value) {
        if (!binned() && used == MOST_EXACT) {
            toBins();
        }
        if (binned()) {
            put(bin(value), 1, value);
        } else {
            if (used == values.length) {
                values = Arrays.copyOf(values, Math.min(MOST_EXACT, Math.max(16, 2 * used)));
            }
            values[used++] = value;
        }
    }

    private void toBins() {
        if (binned()) {
            return;
        }
        double[] kept = Arrays.copyOf(values, used);
        values = null;
        used = 0;
        for (double value : kept) {
            put(bin(value), 1, value);
        }
    }

    /** The number of a value's bin, in order of values. */
    private static long bin(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return (bits < 0 ? bits ^ Long.MAX_VALUE : bits) >> DROPPED_BITS;
    }

    private void put(long bin, long moreCount, double moreSum) {
        int at = Arrays.binarySearch(bins, 0, used, bin);
        if (at < 0) {
            at = -at - 1;
            makeRoom(at);
            bins[at] = bin;
        }
        counts[at] += moreCount;
        sums[at] += moreSum;
    }

    private void makeRoom(int at) {
        if (used == bins.length) {
            int length = Math.max(64, 2 * used);
            bins = Arrays.copyOf(bins, length);
            counts = Arrays.copyOf(counts, length);
            sums = Arrays.copyOf(sums, length);
        }
        System.arraycopy(bins, at, bins, at + 1, used - at);
        System.arraycopy(counts, at, counts, at + 1, used - at);
        System.arraycopy(sums, at, sums, at + 1, used - at);
        counts[at] = 0;
        sums[at] = 0;
        used++;
    }

    /** Number of values. */
    public long count() {
        return count;
    }

    /** Mean of all values; NaN if there are none. */
    public double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Mean of the highest or lowest tenth of the values (at least one); NaN if there are none. */
    public double tenth(boolean highest) {
        long wanted = (count + 9) / 10;
        return wanted == 0
                ? Double.NaN
                : (binned() ? binnedTail(wanted, highest) : exactTail(wanted, highest)) / wanted;
    }

    private double exactTail(long wanted, boolean highest) {
        double[] sorted = Arrays.copyOf(values, used);
        Arrays.sort(sorted);
        double tail = 0;
        for (int i = 0; i < wanted; i++) {
            tail += sorted[highest ? used - 1 - i : i];
        }
        return tail;
    }

    private double binnedTail(long wanted, boolean highest) {
        double tail = 0;
        long left = wanted;
        for (int i = 0; left > 0; i++) {
            int at = highest ? used - 1 - i : i;
            long taken = Math.min(left, counts[at]);
            tail += taken == counts[at] ? sums[at] : sums[at] / counts[at] * taken;
            left -= taken;
        }
        return tail;
    }
}
