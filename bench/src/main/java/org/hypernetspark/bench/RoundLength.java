package org.hypernetspark.bench;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerState;
import org.hypernetspark.train.WorkerTraining;

/** Chooses local steps so that a worker computes for a given time in a round; warms the code up on the way. */
final class RoundLength {
    private static final double ENOUGH = 0.25;

    private RoundLength() {}

    /** Steps of one worker that take about {@code seconds}. */
    static int steps(BenchmarkCase work, double seconds) {
        double duration = 0;
        int steps = 1;
        while (duration < ENOUGH * seconds) {
            steps = duration == 0 ? steps : (int) Math.ceil(steps * Math.min(8, 0.5 * seconds / duration));
            duration = measure(work, steps);
        }
        return Math.max(1, (int) Math.ceil(steps * seconds / duration));
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
