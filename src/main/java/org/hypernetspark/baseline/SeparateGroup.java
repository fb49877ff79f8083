package org.hypernetspark.baseline;

import java.util.List;
import java.util.function.Function;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.Optimizer;

/** A few tasks whose networks are fitted side by side; each task's result is what it would be alone. */
final class SeparateGroup {
    private final FitSettings settings;
    private final List<TaskVisits> tasks;
    private final Optimizer optimizer;
    private final NetworkStep step;
    private final int size;
    private final float[] theta;
    private final float[] gradient;
    private final float[][] slots;

    /** With fresh weights; {@code tasks} are ordered by falling number of visits. */
    SeparateGroup(Network network, Loss loss, FitSettings settings, List<TaskVisits> tasks) {
        this.settings = settings;
        this.tasks = tasks;
        this.optimizer = new Optimizer(settings.optimizer());
        this.step = NetworkStep.separate(network, loss, tasks.size(), settings.batch());
        this.size = network.layout().size();
        this.theta = new float[tasks.size() * size];
        this.gradient = new float[theta.length];
        this.slots = optimizer.newSlots(theta.length);
        for (int slot = 0; slot < tasks.size(); slot++) {
            long seed = Seeds.derive(
                    settings.seed(), Purpose.INITIALISATION, task(slot).key());
            System.arraycopy(network.layout().initialize(Initializers.he(), seed), 0, theta, slot * size, size);
        }
    }

    private Task task(int slot) {
        return tasks.get(slot).task();
    }

    /** Fits the networks to their tasks' training rows and scores them. */
    List<MetricSums> fitAndScore(Function<Task, Rows> rows) {
        int active = tasks.size();
        for (int visit = 0; visit < tasks.get(0).visits(); visit++) {
            while (tasks.get(active - 1).visits() <= visit) {
                active--;
            }
            step(visit, active);
        }
        List<Task> all = tasks.stream().map(TaskVisits::task).toList();
        return step.score(weights(theta), all, rows);
    }

    private Weights weights(float[] values) {
        return new Weights(values, 0, size);
    }

    private void step(int visit, int active) {
        for (int slot = 0; slot < active; slot++) {
            Task task = task(slot);
            step.batch().fillShuffled(slot, task.training(), settings.seed(), task.key(), visit);
            step.setSeed(slot, Seeds.derive(settings.seed(), Purpose.DROPOUT, visit, task.key()));
        }
        step.forward(weights(theta), active, true);
        double[] losses = step.backward(weights(theta), weights(gradient));
        for (int slot = 0; slot < active; slot++) {
            update(slot, visit, losses[slot]);
        }
    }

    private void update(int slot, int visit, double loss) {
        int at = slot * size;
        int round = (int) ((long) visit * settings.rounds() / tasks.get(slot).visits());
        double factor = settings.optimizer().schedule().factor(round, settings.rounds());
        float scale = Optimizer.meanScale(gradient, at, size, 1, settings.gradientClip());
        optimizer.update(theta, at, at + size, gradient, scale, slots, visit + 1L, factor);
        if (!Double.isFinite(loss) || !Kernels.allFinite(theta, at, size)) {
            throw new Divergence(round + 1, task(slot).id(), loss).toException();
        }
    }
}
