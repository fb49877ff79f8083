package org.hypernetspark.train;

import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.param.AdamKernel;
import org.hypernetspark.param.Interval;
import org.hypernetspark.param.Simd;
import org.hypernetspark.param.WeightUpdate;

/**
 * The update of {@code phi} in each local step of a worker: large heads on the way back, while a block of them and its gradient are in the
 * cache, the rest afterwards.
 *
 * <p>All of it afterwards where the update needs to know the whole gradient (a limit of its norm, groups of tasks that add up) or is not Adam's, and
 * in a Java without the Vector API. Not thread-safe.
 */
final class PhiUpdate implements WeightUpdate {
    private final Optimizer optimizer;
    private final double clip;
    private final AdamKernel kernel;
    private final AdamSize adam;
    private final int trained;
    /** What the way back updates. */
    private final List<Interval> early;

    private float[][] slots = {};
    private long step;
    private double rateFactor;
    private int tasks;
    private float scale;

    /**
     * For the local steps of a worker, whose optimizer it shares.
     *
     * @param whole whether a step's gradient comes in one piece, instead of as a sum
     */
    PhiUpdate(Hypernet hypernet, TrainingSpec spec, Optimizer optimizer, boolean whole) {
        this.optimizer = optimizer;
        this.clip = spec.gradientClip();
        this.adam = new AdamSize(optimizer);
        this.trained = hypernet.trained();
        this.kernel = Simd.adam().orElse(null);
        this.early = kernel != null && optimizer.isAdam() && clip == 0 && whole ? hypernet.updated() : List.of();
    }

    /** Tells the step of tasks, if anything is to be updated in it. */
    void joinTo(TaskStep taskStep) {
        if (!early.isEmpty()) {
            taskStep.updateBy(this);
        }
    }

    /**
     * Begins a step.
     *
     * @param newSlots the optimiser's state, which goes on
     * @param number of the update, from 1
     * @param factor of the learning rate
     * @param count tasks whose gradients add up
     */
    void begin(float[][] newSlots, long number, double factor, int count) {
        slots = newSlots;
        step = number;
        rateFactor = factor;
        tasks = count;
        if (!early.isEmpty()) {
            scale = 1f / count;
            adam.take(number, factor);
        }
    }

    @Override
    public void update(float[] weights, int at, int n, float[] gradient, int gradientAt) {
        kernel.update(
                weights,
                slots[0],
                slots[1],
                at,
                n,
                gradient,
                gradientAt,
                scale,
                optimizer.coupledDecay(),
                optimizer.beta1(),
                optimizer.beta2(),
                adam.size(),
                adam.epsilon(),
                optimizer.keep(rateFactor));
    }

    /** Ends the step: updates what the way back has not. */
    void end(float[] phi, float[] dPhi) {
        float mean = Optimizer.meanScale(dPhi, 0, dPhi.length, tasks, clip);
        int from = 0;
        for (int i = 0; i < early.size(); i++) {
            optimizer.update(phi, from, early.get(i).from(), dPhi, mean, slots, step, rateFactor, adam);
            from = early.get(i).to();
        }
        optimizer.update(phi, from, trained, dPhi, mean, slots, step, rateFactor, adam);
    }
}
