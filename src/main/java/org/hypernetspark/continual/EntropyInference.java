package org.hypernetspark.continual;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Rows;

/**
 * Infers the task of a row: the one whose network predicts with the lowest entropy (von Oswald et al. 2020, HNET+ENT).
 *
 * <p>Rows need not say which task they belong to, so this serves task-incremental (CL2) and class-incremental (CL3)
 * learning.
 */
public final class EntropyInference {
    private static final int ROWS_AT_ONCE = 256;

    private final Network target;
    private final Loss loss;
    private final List<Head> heads;

    /**
     * For networks of these heads.
     *
     * @throws IllegalArgumentException if the loss is not that of a classification with an output for each class
     */
    EntropyInference(Network target, Loss loss, List<Head> heads) {
        if (!loss.classification()
                || loss.labelWidth(target.output()) == target.output().size()) {
            throw new IllegalArgumentException(
                    "Tasks are inferred from the entropy of class probabilities; this needs the loss cross-entropy, got "
                            + loss.name());
        }
        this.target = target;
        this.loss = loss;
        this.heads = heads;
    }

    /**
     * What was inferred of each row.
     *
     * @param tasks the likeliest task
     * @param classes the likeliest class, counted from that task's first output
     */
    public record Inferred(int[] tasks, int[] classes) {}

    /** Infers tasks and classes with the networks of tasks 0 .. {@code known}-1. */
    Inferred infer(Rows rows, int known, IntFunction<float[]> theta) {
        int[] tasks = new int[rows.count()];
        int[] classes = new int[rows.count()];
        double[] lowest = new double[rows.count()];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        for (int task = 0; task < known; task++) {
            Network network = heads.get(task).on(target);
            NetworkPass pass = network.pass(1, ROWS_AT_ONCE);
            Weights weights = Weights.single(theta.apply(task));
            float[] x = new float[ROWS_AT_ONCE * rows.featureWidth()];
            int width = network.output().size();
            for (int first = 0; first < rows.count(); first += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, rows.count() - first);
                System.arraycopy(rows.features(), first * rows.featureWidth(), x, 0, count * rows.featureWidth());
                float[] probabilities = pass.predict(weights, x, 1, count);
                loss.link(probabilities, count, width);
                for (int row = 0; row < count; row++) {
                    double entropy = entropy(probabilities, row * width, width);
                    if (entropy < lowest[first + row]) {
                        lowest[first + row] = entropy;
                        tasks[first + row] = task;
                        classes[first + row] = likeliest(probabilities, row * width, width);
                    }
                }
            }
        }
        return new Inferred(tasks, classes);
    }

    private static double entropy(float[] probabilities, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum -= probabilities[i] > 0 ? probabilities[i] * Math.log(probabilities[i]) : 0;
        }
        return sum;
    }

    private static int likeliest(float[] probabilities, int at, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            best = probabilities[at + i] > probabilities[at + best] ? i : best;
        }
        return best;
    }
}
