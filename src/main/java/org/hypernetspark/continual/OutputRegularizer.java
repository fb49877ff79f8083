package org.hypernetspark.continual;

import java.util.Arrays;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;

/**
 * Holds the weights generated for earlier tasks in place: {@code beta / |S| * sum over S of sum_w F_w (H(e_t; phi*)_w - H(e_t;
 * phi)_w)^2}, with {@code phi*} as it was before the present task (von Oswald et al. 2020, equation 2).
 *
 * <p>All earlier tasks of a step go through the hypernet together, in groups only if their weights would take too much
 * memory. A step allocates nothing. Not thread-safe.
 */
public final class OutputRegularizer {
    private static final long GROUP_VALUES = 1L << 25;

    private final Regularization settings;
    private final int conditionSize;
    private final int thetaSize;
    private final float[] snapshot;
    private final EarlierTasks earlier;
    private final HypernetPass pass;
    private final HypernetPass targetPass;
    private final float[] stored;
    private final float[] conditions;
    private final float[] gradient;
    private final int[] chosen;
    private final int atOnce;
    private final long seed;
    private Weights theta;
    private Weights targets;
    private float[] now;
    private int nowAt;
    private float[] then;
    private int thenAt;

    /**
     * Before a new task is learned.
     *
     * @param phi the shared parameters as they are now; copied
     * @param earlier what was learned before, at least one task
     * @param seed of the random subsets; one for each present task
     */
    public OutputRegularizer(Hypernet hypernet, Regularization settings, float[] phi, EarlierTasks earlier, long seed) {
        this.settings = settings;
        this.conditionSize = hypernet.condition().size();
        this.thetaSize = hypernet.onlyTarget("Continual learning").layout().size();
        this.snapshot = phi.clone();
        this.earlier = earlier;
        this.seed = seed;
        this.chosen = new int[settings.subset() == 0 ? earlier.count() : Math.min(settings.subset(), earlier.count())];
        this.atOnce = (int) Math.max(1, Math.min(chosen.length, GROUP_VALUES / thetaSize));
        this.pass = hypernet.pass(atOnce);
        this.conditions = new float[atOnce * conditionSize];
        this.gradient = new float[phi.length];
        boolean keep = settings.targets() == Regularization.Targets.STORED;
        this.targetPass = hypernet.pass(keep ? 1 : atOnce);
        this.stored = keep ? allTargets() : null;
    }

    private float[] allTargets() {
        float[] all = new float[Math.multiplyExact(earlier.count(), thetaSize)];
        for (int task = 0; task < earlier.count(); task++) {
            earlier.copyEmbedding(task, conditions, 0);
            Weights theta = targetPass.generate(snapshot, conditions, 1);
            System.arraycopy(theta.values(), theta.offset(), all, task * thetaSize, thetaSize);
        }
        return all;
    }

    /** The penalty, {@code beta} included. */
    public double value(float[] phi, long step) {
        choose(step);
        double sum = 0;
        for (int first = 0; first < chosen.length; first += atOnce) {
            int count = generate(phi, first);
            for (int slot = 0; slot < count; slot++) {
                sum += distance(slot, chosen[first + slot]);
            }
        }
        return settings.beta() * sum / chosen.length;
    }

    private double distance(int slot, int task) {
        locate(slot, task);
        float[] importance = earlier.importance(task);
        double sum = 0;
        for (int i = 0; i < thetaSize; i++) {
            double d = (double) now[nowAt + i] - then[thenAt + i];
            sum += (importance == null ? 1 : importance[i]) * d * d;
        }
        return sum;
    }

    /**
     * Adds the penalty's gradient.
     *
     * @param phi where it is taken
     * @param step names the random subset
     * @param dPhi what the gradient is added to
     */
    public void addGradient(float[] phi, long step, float[] dPhi) {
        choose(step);
        float scale = (float) (2 * settings.beta() / chosen.length);
        for (int first = 0; first < chosen.length; first += atOnce) {
            int count = generate(phi, first);
            for (int slot = 0; slot < count; slot++) {
                difference(slot, chosen[first + slot], scale);
            }
            pass.backward(phi, gradient);
            Kernels.axpy(dPhi.length, 1, gradient, 0, dPhi, 0);
        }
    }

    /** The earlier tasks of a step, in ascending order. */
    private void choose(long step) {
        boolean all = chosen.length == earlier.count();
        long key = Seeds.derive(seed, Purpose.REGULARISED_TASKS, step);
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = all ? i : Permutation.at(i, earlier.count(), key);
        }
        Arrays.sort(chosen);
    }

    private int generate(float[] phi, int first) {
        int count = Math.min(atOnce, chosen.length - first);
        for (int slot = 0; slot < count; slot++) {
            earlier.copyEmbedding(chosen[first + slot], conditions, slot * conditionSize);
        }
        theta = pass.generate(phi, conditions, count);
        if (stored == null) {
            targets = targetPass.generate(snapshot, conditions, count);
        }
        return count;
    }

    /** Where a task's weights lie, as they are and as they should be. */
    private void locate(int slot, int task) {
        now = theta.values();
        nowAt = theta.offset() + slot * theta.stride();
        then = stored == null ? targets.values() : stored;
        thenAt = stored == null ? targets.offset() + slot * targets.stride() : task * thetaSize;
    }

    /** Writes {@code scale * F (theta - target)} of one task into the pass's gradient. */
    private void difference(int slot, int task, float scale) {
        locate(slot, task);
        Weights to = pass.dTheta();
        int toAt = to.offset() + slot * to.stride();
        float[] importance = earlier.importance(task);
        if (importance == null) {
            scaledDifference(thetaSize, scale, now, nowAt, then, thenAt, to.values(), toAt);
        } else {
            weighedDifference(thetaSize, scale, importance, now, nowAt, then, thenAt, to.values(), toAt);
        }
    }

    private static void scaledDifference(
            int n, float scale, float[] a, int aAt, float[] b, int bAt, float[] to, int toAt) {
        for (int i = 0; i < n; i++) {
            to[toAt + i] = scale * (a[aAt + i] - b[bAt + i]);
        }
    }

    private static void weighedDifference(
            int n, float scale, float[] weight, float[] a, int aAt, float[] b, int bAt, float[] to, int toAt) {
        for (int i = 0; i < n; i++) {
            to[toAt + i] = scale * weight[i] * (a[aAt + i] - b[bAt + i]);
        }
    }
}
