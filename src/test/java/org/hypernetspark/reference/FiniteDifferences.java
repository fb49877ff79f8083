package org.hypernetspark.reference;

import java.util.function.ToDoubleFunction;

/** Gradients by central differences. */
public final class FiniteDifferences {
    private static final double STEP = 1e-6;

    private FiniteDifferences() {}

    /** The gradient of {@code function} at {@code point}, which is changed on the way and put back. */
    public static double[] gradient(ToDoubleFunction<double[]> function, double[] point) {
        double[] gradient = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double value = point[i];
            point[i] = value + STEP;
            double above = function.applyAsDouble(point);
            point[i] = value - STEP;
            double below = function.applyAsDouble(point);
            point[i] = value;
            gradient[i] = (above - below) / (2 * STEP);
        }
        return gradient;
    }
}
