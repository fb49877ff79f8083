package org.hypernetspark.hyper;

import java.util.Arrays;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;

/** Working memory to encode the support sets of several tasks and to take the gradient back. Not thread-safe. */
public final class SupportPass {
    private final int rows;
    private final int size;
    private final int queryAt;
    private final boolean attention;
    private final NetworkPass network;
    private final float[] shares;
    private final float[] dEncoded;
    private final long[] seeds = new long[1];
    private final int phiAt;
    private float[] phiOfWeights;
    private Weights phiWeights;
    private Weights dPhiWeights = Weights.single(new float[0]);
    private float[] encoded;
    private int[] counts;
    private int tasks;

    /**
     * For up to {@code maxTasks} tasks of up to {@code rows} rows.
     *
     * @param phiAt where the input's tensors begin in {@code phi}
     */
    SupportPass(SupportInput input, int phiAt, int maxTasks, int rows) {
        int examples = Math.multiplyExact(maxTasks, rows);
        this.rows = rows;
        this.size = input.size();
        this.phiAt = phiAt;
        this.queryAt = phiAt + input.network().layout().size();
        this.attention = input.pooling() == SupportInput.Pooling.ATTENTION;
        this.network = input.network(rows).pass(1, examples);
        this.shares = new float[examples];
        this.dEncoded = new float[Math.multiplyExact(examples + 1, size)];
    }

    /**
     * Encodes support sets; a task without rows gets zeros.
     *
     * @param x rows {@code [tasks, rows, row]}; must stay as it is until {@link #backward} is done
     * @param rowCounts rows that each task has; those behind are padding
     * @param to where the vectors go: task {@code t}'s to {@code to[at + t * stride ..]}
     */
    void forward(
            float[] phi,
            float[] x,
            int[] rowCounts,
            int taskCount,
            boolean training,
            long seed,
            float[] to,
            int at,
            int stride) {
        if (phiOfWeights != phi) {
            phiOfWeights = phi;
            phiWeights = new Weights(phi, phiAt, 0);
        }
        tasks = taskCount;
        counts = rowCounts;
        seeds[0] = seed;
        network.countGroupRows(counts);
        encoded = network.forward(phiWeights, x, 1, tasks * rows, training, seeds);
        for (int task = 0; task < tasks; task++) {
            share(phi, task);
            int target = at + task * stride;
            Arrays.fill(to, target, target + size, 0);
            for (int row = task * rows; row < task * rows + counts[task]; row++) {
                Kernels.axpy(size, shares[row], encoded, row * size, to, target);
            }
        }
    }

    /** How much each row of a task counts; together 1. */
    private void share(float[] phi, int task) {
        int first = task * rows;
        int count = counts[task];
        if (!attention) {
            Arrays.fill(shares, first, first + count, 1f / Math.max(1, count));
        } else if (count > 0) {
            for (int row = first; row < first + count; row++) {
                shares[row] = (float) (dot(encoded, row * size, phi, queryAt) / Math.sqrt(size));
            }
            Kernels.softmaxRows(shares, first, 1, count);
        }
    }

    private double dot(float[] a, int aAt, float[] b, int bAt) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }

    /**
     * Takes the gradient of the vectors back to the input's tensors; must follow {@link #forward}.
     *
     * @param dPhi where it goes (overwritten); other parts stay
     * @param d gradient of task {@code t}'s vector, at {@code d[at + t * stride ..]}
     */
    void backward(float[] phi, float[] dPhi, float[] d, int at, int stride) {
        if (dPhiWeights.values() != dPhi) {
            dPhiWeights = new Weights(dPhi, phiAt, 0);
        }
        if (attention) {
            Arrays.fill(dPhi, queryAt, queryAt + size, 0);
        }
        Arrays.fill(dEncoded, 0, tasks * rows * size, 0);
        for (int task = 0; task < tasks; task++) {
            backward(phi, dPhi, task, d, at + task * stride);
        }
        network.backward(phiWeights, dPhiWeights, dEncoded, false);
    }

    private void backward(float[] phi, float[] dPhi, int task, float[] d, int at) {
        int first = task * rows;
        int end = first + counts[task];
        double mean = 0;
        for (int row = first; row < end; row++) {
            Kernels.axpy(size, shares[row], d, at, dEncoded, row * size);
            mean += attention ? shares[row] * dot(encoded, row * size, d, at) : 0;
        }
        for (int row = first; attention && row < end; row++) {
            double dScore = shares[row] * (dot(encoded, row * size, d, at) - mean) / Math.sqrt(size);
            Kernels.axpy(size, (float) dScore, phi, queryAt, dEncoded, row * size);
            Kernels.axpy(size, (float) dScore, encoded, row * size, dPhi, queryAt);
        }
    }
}
