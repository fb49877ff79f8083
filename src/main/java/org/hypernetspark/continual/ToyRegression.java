package org.hypernetspark.continual;

import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;

/**
 * Three polynomials on neighbouring intervals, the toy regression of von Oswald et al. 2020: {@code x + 3} on [-4, -2], {@code
 * 2 x^2 - 1} on [-1, 1], {@code (x - 3)^3} on [2, 4].
 *
 * <p>100 training inputs are uniform, their labels have noise; 50 test inputs are evenly spaced, their labels have none.
 *
 * @param noise standard deviation of the training labels' noise, at least 0
 * @param seed of inputs and noise
 */
public record ToyRegression(double noise, long seed) implements TaskSequence {
    private static final int TRAINING = 100;
    private static final int TEST = 50;
    private static final double[] LOWEST = {-4, -1, 2};
    private static final double LENGTH = 2;

    /**
     * Checks the noise.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ToyRegression {
        if (!(noise >= 0)) {
            throw new IllegalArgumentException("noise must be at least 0, got " + noise);
        }
    }

    @Override
    public int size() {
        return LOWEST.length;
    }

    @Override
    public int features() {
        return 1;
    }

    @Override
    public String id(int task) {
        return "polynomial-" + (task + 1);
    }

    @Override
    public Rows training(int task) {
        RandomStream random = Seeds.stream(seed, Purpose.DATA, task);
        float[] x = new float[TRAINING];
        float[] y = new float[TRAINING];
        for (int i = 0; i < TRAINING; i++) {
            double input = LOWEST[task] + LENGTH * random.nextDouble();
            x[i] = (float) input;
            y[i] = (float) (value(task, input) + noise * random.nextGaussian());
        }
        return Rows.of(TRAINING, x, y);
    }

    @Override
    public Rows test(int task) {
        float[] x = new float[TEST];
        float[] y = new float[TEST];
        for (int i = 0; i < TEST; i++) {
            double input = LOWEST[task] + LENGTH * i / (TEST - 1);
            x[i] = (float) input;
            y[i] = (float) value(task, input);
        }
        return Rows.of(TEST, x, y);
    }

    private static double value(int task, double x) {
        return switch (task) {
            case 0 -> x + 3;
            case 1 -> 2 * x * x - 1;
            default -> Math.pow(x - 3, 3);
        };
    }
}
