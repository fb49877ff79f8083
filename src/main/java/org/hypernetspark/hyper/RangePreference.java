package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.RandomStream;

/**
 * Numbers drawn independently, each from a range of its own: hyperparameters, quantile levels, penalties.
 *
 * <p>The hypernet sees each number's place in its range, from -1 to 1; in a logarithmic range that of its logarithm.
 *
 * @param ranges one for each number
 */
public record RangePreference(List<Range> ranges) implements PreferenceInput {
    /**
     * Where a number is drawn from.
     *
     * @param low smallest
     * @param high largest, above {@code low}
     * @param logarithmic whether its logarithm is uniform, not the number itself; then {@code low} is above 0
     */
    public record Range(double low, double high, boolean logarithmic) implements Serializable {
        /**
         * Checks the ends.
         *
         * @throws IllegalArgumentException if they make no range
         */
        public Range {
            if (!(low < high && Double.isFinite(high - low)) || (logarithmic && low <= 0)) {
                throw new IllegalArgumentException("A " + (logarithmic ? "log-uniform" : "uniform")
                        + " range needs finite [low, high] with low < high"
                        + (logarithmic ? " and low > 0" : "") + ", got [" + low + ", " + high + "]");
            }
        }

        /** The number at a place from 0 to 1. */
        double at(double place) {
            return logarithmic ? low * Math.pow(high / low, place) : low + (high - low) * place;
        }

        /** The place of a number. */
        double place(double number) {
            return logarithmic ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public RangePreference {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("A preference needs at least one range [low, high]");
        }
    }

    @Override
    public int size() {
        return ranges.size();
    }

    @Override
    public void draw(RandomStream random, float[] to, int at) {
        for (int i = 0; i < size(); i++) {
            to[at + i] = (float) ranges.get(i).at(random.nextDouble());
        }
    }

    @Override
    public void center(float[] to, int at) {
        for (int i = 0; i < size(); i++) {
            to[at + i] = (float) ranges.get(i).at(0.5);
        }
    }

    @Override
    public void encode(float[] values, int from, float[] to, int at) {
        for (int i = 0; i < size(); i++) {
            to[at + i] = (float) (2 * ranges.get(i).place(values[from + i]) - 1);
        }
    }

    @Override
    public void check(float[] given) {
        boolean fits = given.length == size();
        for (int i = 0; fits && i < size(); i++) {
            fits = given[i] >= (float) ranges.get(i).low()
                    && given[i] <= (float) ranges.get(i).high();
        }
        if (!fits) {
            throw new IllegalArgumentException("A preference is " + size() + " numbers in "
                    + ranges.stream()
                            .map(range -> "[" + range.low() + ", " + range.high() + "]")
                            .toList()
                    + ", got " + Arrays.toString(given));
        }
    }
}
