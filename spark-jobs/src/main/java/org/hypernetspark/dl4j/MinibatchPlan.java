package org.hypernetspark.dl4j;

import java.io.Serializable;
import org.apache.spark.Partitioner;
import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.train.TrainingSpec;

/**
 * Which task fills which slot of which step of which DL4J worker.
 *
 * <p>Slots of the whole run are numbered: first the slots of a step, then the workers' steps in turn, so that every worker
 * meets every task. Every epoch visits every task once, in an order of its own; a step may reach into the next epoch, because
 * DL4J wants minibatches of one size. Stateless: the answer depends on seed and number alone.
 *
 * @param tasks number of tasks
 * @param tasksPerStep tasks in a step
 * @param localSteps steps of a worker in a round
 * @param workers DL4J's workers
 * @param seed of the order
 */
record MinibatchPlan(int tasks, int tasksPerStep, int localSteps, int workers, long seed) implements Serializable {
    static MinibatchPlan of(TrainingSpec spec, int tasks) {
        return new MinibatchPlan(
                tasks, Math.min(tasks, spec.tasksPerStep()), spec.localSteps(), spec.workers(), spec.seed());
    }

    /** Slots in a round. */
    long slots() {
        return (long) workers * localSteps * tasksPerStep;
    }

    /** The task in a slot. */
    int task(long slot) {
        long order = Seeds.derive(seed, Purpose.TASK_ORDER, 0, visit(slot));
        return Permutation.at((int) (slot % tasks), tasks, order);
    }

    /** How often the task in a slot was visited before. */
    long visit(long slot) {
        return slot / tasks;
    }

    /** Sends slots, the keys, to their workers. */
    Partitioner partitioner() {
        return new ByStep(tasksPerStep, workers);
    }

    private static final class ByStep extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int tasksPerStep;
        private final int workers;

        ByStep(int tasksPerStep, int workers) {
            this.tasksPerStep = tasksPerStep;
            this.workers = workers;
        }

        @Override
        public int numPartitions() {
            return workers;
        }

        @Override
        public int getPartition(Object key) {
            return (int) ((Long) key / tasksPerStep % workers);
        }
    }
}
