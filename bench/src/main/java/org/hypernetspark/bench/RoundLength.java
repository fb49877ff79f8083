package org.hypernetspark.bench;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerState;
import org.hypernetspark.train.WorkerTraining;

/**
 * Chooses local steps so that a worker computes for a given time in a round; warms the code up on the way.
 *
 * <p>The first steps run in the interpreter, where vectors are very slow, and others may use the machine: tries are made for some
 * time, and the fastest counts.
 */
final class RoundLength {
    private static final int TRIES = 8;
    /** So long are tries made, in rounds. */
    private static final double ROUNDS = 3;

    /** And on while a try takes less than so much of the fastest before. */
    private static final double FASTER = 0.9;

    private static final double OF_A_ROUND = 0.3;

    private RoundLength() {}

    /** Steps of one worker that take about {@code seconds}. */
    static int steps(BenchmarkCase work, double seconds) {
        double step = Double.POSITIVE_INFINITY;
        int steps = 1;
        double spent = 0;
        boolean faster = true;
        for (int i = 0; i < TRIES || spent < ROUNDS * seconds || faster; i++) {
            double taken = measure(work, steps);
            spent += taken;
            faster = taken / steps < FASTER * step;
            step = Math.min(step, taken / steps);
            // The fastest so far may still be far too slow: no more than ten times the steps at once.
            steps = (int) Math.max(1, Math.min(10.0 * steps, OF_A_ROUND * seconds / step));
        }
        return (int) Math.max(1, Math.ceil(seconds / step));
    }

    private static double measure(BenchmarkCase work, int steps) {
        Hypernet hypernet = work.hypernet();
        TrainingSpec spec = work.training(1, steps, 1);
        Shard shard = work.shard(0, 1);
        SharedState shared = WorkerTraining.initialShared(hypernet, spec);
        WorkerState state = WorkerState.initial(
                shard, hypernet.condition().embedding(), hypernet.layout().size(), spec);
        WorkerTraining training = new WorkerTraining(hypernet, work.loss(), spec);
        long begin = System.nanoTime();
        training.run(shared, shard, state, 0);
        return Math.max(1e-9, (System.nanoTime() - begin) * 1e-9);
    }
}
