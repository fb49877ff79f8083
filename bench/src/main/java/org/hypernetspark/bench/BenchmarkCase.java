package org.hypernetspark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingSpec;

/**
 * A kind of work at one size. Data and first values follow from it alone.
 *
 * @param workload the kind
 * @param tasks tasks in one step of a worker
 * @param seed of data and first values
 * @param steps minibatches in the fixture
 * @param optimizer of shared parameters and embeddings
 */
record BenchmarkCase(Workload workload, int tasks, long seed, int steps, OptimizerSpec optimizer) {
    /** The hypernet with its target. */
    Hypernet hypernet() {
        return Hypernet.of(workload.hypernet().resolve(0), workload.target().network());
    }

    /** What is made small. */
    Loss loss() {
        return workload.target().loss();
    }

    /**
     * Settings of a run in which each of {@code workers} workers takes all of its tasks in every step.
     *
     * @param rounds rounds to plan
     * @param localSteps steps of each worker in a round
     */
    TrainingSpec training(int rounds, int localSteps, int workers) {
        return TrainingSpec.defaults()
                .withRounds(rounds)
                .withSteps(localSteps, workload.batch(), tasks, workers)
                .withOptimizers(optimizer, optimizer, OptimizerState.AVERAGE)
                .withEvaluation(Integer.MAX_VALUE, null)
                .withSeed(seed);
    }

    /** As many tasks for each worker as a step takes; with one worker they are those of the fixture. */
    List<Task> allTasks(int workers) {
        List<Task> all = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            all.addAll(tasksOf(worker, workers));
        }
        return all;
    }

    /** One worker's share. */
    Shard shard(int worker, int workers) {
        return Shard.of(worker, tasksOf(worker, workers));
    }

    private List<Task> tasksOf(int worker, int workers) {
        SyntheticRows rows = new SyntheticRows(workload.target(), workload.rows(), seed);
        List<Task> mine = new ArrayList<>();
        // A task's worker follows from its id: ids are passed over until each worker has its share.
        for (int number = 0; mine.size() < tasks; number++) {
            String id = String.format(Locale.ROOT, "task-%07d", number);
            if (Shard.workerOf(id, workers) == worker) {
                mine.add(Task.of(id, rows.of(id)));
            }
        }
        return mine;
    }
}
