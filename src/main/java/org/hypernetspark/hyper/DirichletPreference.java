package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.RandomStream;

/**
 * Weights of several aims that add up to 1, from a Dirichlet distribution: the rays of Navon et al. 2021, "Learning the
 * Pareto front with hypernetworks".
 *
 * @param concentrations one positive number for each aim; below 1 they favour the corners
 */
public record DirichletPreference(List<Double> concentrations) implements PreferenceInput {
    private static final double TOLERANCE = 1e-3;

    /**
     * Copies and checks the numbers.
     *
     * @throws IllegalArgumentException if there are fewer than two, or one is not positive
     */
    public DirichletPreference {
        concentrations = List.copyOf(concentrations);
        if (concentrations.size() < 2
                || concentrations.stream().anyMatch(value -> !(value > 0 && value < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException(
                    "A dirichlet preference needs at least two positive numbers, got " + concentrations);
        }
    }

    @Override
    public int size() {
        return concentrations.size();
    }

    @Override
    public void draw(RandomStream random, float[] to, int at) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size(); i++) {
            double logarithm = logGamma(concentrations.get(i), random);
            to[at + i] = (float) logarithm;
            largest = Math.max(largest, logarithm);
        }
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            to[at + i] = (float) Math.exp(to[at + i] - largest);
            sum += to[at + i];
        }
        for (int i = 0; i < size(); i++) {
            to[at + i] = (float) (to[at + i] / sum);
        }
    }

    /**
     * The logarithm of a gamma variate (Marsaglia and Tsang 2000, "A simple method for generating gamma variables"); below
     * shape 1 by their power of a uniform number. As a logarithm, since for small shapes the variate itself underflows.
     */
    private static double logGamma(double shape, RandomStream random) {
        if (shape < 1) {
            return logGamma(shape + 1, random) + Math.log(1 - random.nextDouble()) / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            double u = 1 - random.nextDouble();
            if (v > 0 && Math.log(u) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return Math.log(d * v);
            }
        }
    }

    @Override
    public void center(float[] to, int at) {
        double sum = concentrations.stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < size(); i++) {
            to[at + i] = (float) (concentrations.get(i) / sum);
        }
    }

    @Override
    public void check(float[] given) {
        double sum = 0;
        boolean negative = given.length != size();
        for (float value : given) {
            sum += value;
            negative |= !(value >= 0);
        }
        if (negative || Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("A preference is " + size()
                    + " numbers of at least 0 that add up to 1, got " + Arrays.toString(given));
        }
    }
}
