package org.hypernetspark.baseline;

import java.util.List;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.Optimizer;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.Schedule;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/**
 * Trains one ordinary network for all tasks, on the very batches that a hypernet's workers see under the same settings.
 *
 * <p>Each batch of each worker is a step of its own, so there are {@code rounds x localSteps x workers} updates with the
 * same optimiser, schedule, clipping and loss (the mean over tasks); aggregation and early stopping do not apply.
 */
public final class PooledTrainer {
    private final Network network;
    private final int descriptor;
    private final Loss loss;
    private final TrainingSpec spec;

    /**
     * For a network with the target's layers.
     *
     * @param target input is one row's features
     * @param descriptor size of the task descriptor to join behind the features; 0 to pool without descriptors
     * @param spec the hypernet's settings
     * @throws IllegalArgumentException if a descriptor is to be joined to an input that is not flat
     */
    public PooledTrainer(Network target, int descriptor, Loss loss, TrainingSpec spec) {
        this.network = descriptor == 0 ? target : joined(target, descriptor);
        this.descriptor = descriptor;
        this.loss = loss;
        this.spec = spec;
    }

    private static Network joined(Network target, int descriptor) {
        if (target.input().rank() != 1) {
            throw new IllegalArgumentException("A descriptor can be joined to flat features only, got an input of "
                    + target.input() + "; pool without descriptors (size 0)");
        }
        return Network.of(Shape.of(target.input().size() + descriptor), target.specs());
    }

    /**
     * Trains on the tasks' training rows.
     *
     * @param listeners are told of every round
     * @throws org.hypernetspark.train.TrainingDivergedException if a loss or weight is not finite
     */
    public PooledModel train(List<Task> tasks, TrainingListener... listeners) {
        Run run = new Run();
        List<Shard> shards = Shard.deal(tasks, spec.workers());
        for (int round = 0; round < spec.rounds(); round++) {
            RoundReport report = run.round(shards, round);
            for (TrainingListener listener : listeners) {
                listener.roundEnded(report);
            }
        }
        return new PooledModel(network, descriptor, loss, run.theta);
    }

    /** The first weights, before any step. */
    public float[] initial() {
        return network.layout().initialize(Initializers.he(), spec.seed());
    }

    /** The state of one run. */
    private final class Run {
        private final Optimizer optimizer = new Optimizer(spec.optimizer());
        private final NetworkStep step =
                NetworkStep.shared(network, loss, spec.tasksPerStep(), spec.batch(), descriptor);
        private final int[] chosen = new int[spec.tasksPerStep()];
        private final float[] theta = initial();
        private final float[] gradient = new float[theta.length];
        private final float[][] slots = optimizer.newSlots(theta.length);
        private long updates;
        private double lossSum;
        private double labels;
        private long taskSteps;

        RoundReport round(List<Shard> shards, int round) {
            long begin = System.nanoTime();
            lossSum = 0;
            labels = 0;
            taskSteps = 0;
            for (int k = 0; k < spec.localSteps(); k++) {
                for (Shard shard : shards) {
                    if (shard.size() > 0) {
                        step(shard, (long) round * spec.localSteps() + k);
                    }
                }
            }
            double seconds = (System.nanoTime() - begin) * 1e-9;
            return new RoundReport(round + 1, spec.rounds(), lossSum / taskSteps, taskSteps, labels, seconds);
        }

        private void step(Shard shard, long number) {
            Schedule schedule = new Schedule(shard.size(), spec.tasksPerStep(), shard.worker(), spec.seed());
            int tasks = schedule.select(number, chosen);
            for (int slot = 0; slot < tasks; slot++) {
                Task task = shard.task(chosen[slot]);
                step.batch().fillShuffled(slot, task.training(), spec.seed(), task.key(), schedule.visit(number));
                step.setTask(slot, task);
            }
            step.setSeed(0, Seeds.derive(spec.seed(), Purpose.DROPOUT, number, shard.worker()));
            Weights weights = Weights.single(theta);
            step.forward(weights, tasks, true);
            double[] losses = step.backward(weights, Weights.single(gradient));
            int round = (int) (number / spec.localSteps());
            update(tasks, round);
            checkFinite(shard, tasks, losses, round);
            count(tasks, losses);
        }

        private void count(int tasks, double[] losses) {
            for (int slot = 0; slot < tasks; slot++) {
                lossSum += losses[slot];
                labels += step.counts()[slot];
            }
            taskSteps += tasks;
        }

        private void update(int tasks, int round) {
            float scale = Optimizer.meanScale(gradient, 0, gradient.length, tasks, spec.gradientClip());
            double factor = spec.optimizer().schedule().factor(round, spec.rounds());
            optimizer.update(theta, 0, theta.length, gradient, scale, slots, ++updates, factor);
        }

        private void checkFinite(Shard shard, int tasks, double[] losses, int round) {
            for (int slot = 0; slot < tasks; slot++) {
                if (!Double.isFinite(losses[slot])) {
                    throw new Divergence(round + 1, shard.task(chosen[slot]).id(), losses[slot]).toException();
                }
            }
            if (!Kernels.allFinite(theta, 0, theta.length)) {
                throw new Divergence(round + 1, shard.task(chosen[0]).id(), Double.NaN).toException();
            }
        }
    }
}
