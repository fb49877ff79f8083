package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.TaskContext;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.train.WorkerState;
import org.hypernetspark.train.WorkerTraining;

/**
 * Working memory for the workers that run on one executor, kept between rounds.
 *
 * <p>Broadcast once for a run: each executor holds one copy, whose memory is made when it is first used and never travels.
 * It caches and decides nothing: any workspace gives the same bits.
 */
final class ExecutorWorkspace implements Serializable {
    private static final long serialVersionUID = 1;

    private final TrainingPlan plan;
    private transient Hypernet hypernet;
    private transient Queue<WorkerTraining> idle;
    /** By the number of the Spark task. */
    private transient Map<Long, List<WorkerState>> ready;

    private transient SharedCopies copies;

    ExecutorWorkspace(TrainingPlan plan) {
        this.plan = plan;
    }

    TrainingPlan plan() {
        return plan;
    }

    synchronized Hypernet hypernet() {
        if (hypernet == null) {
            hypernet = plan.hypernet();
        }
        return hypernet;
    }

    /** Room to train a worker, to be given back. */
    WorkerTraining training() {
        WorkerTraining training = idle().poll();
        return training == null ? new WorkerTraining(hypernet(), plan.loss(), plan.training()) : training;
    }

    /** Takes room back, for the next worker. */
    void giveBack(WorkerTraining training) {
        idle().add(training);
    }

    /** Does something in which this Spark task finds new states of workers that have run in it: see {@link #states}. */
    void with(List<WorkerState> states, Runnable action) {
        long task = TaskContext.get().taskAttemptId();
        ready().put(task, states);
        try {
            action.run();
        } finally {
            ready().remove(task);
        }
    }

    /** New states that this Spark task has ready; null if it has none. */
    List<WorkerState> states() {
        return ready().get(TaskContext.get().taskAttemptId());
    }

    private synchronized Queue<WorkerTraining> idle() {
        if (idle == null) {
            idle = new ConcurrentLinkedQueue<>();
        }
        return idle;
    }

    private synchronized Map<Long, List<WorkerState>> ready() {
        if (ready == null) {
            ready = new ConcurrentHashMap<>();
        }
        return ready;
    }

    /** Shared states put together from slices. */
    synchronized SharedCopies copies() {
        if (copies == null) {
            copies = new SharedCopies();
        }
        return copies;
    }
}
