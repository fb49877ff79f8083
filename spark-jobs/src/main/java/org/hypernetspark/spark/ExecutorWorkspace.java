package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.WorkerResult;
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
    private transient Map<Long, WorkerResult> results;
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

    /** Runs a worker's round, and keeps what it brings for {@link #take} until the Spark task that runs here ends. */
    WorkerResult run(SharedState shared, Shard shard, WorkerState state, int round) {
        WorkerTraining training = training();
        WorkerResult result = training.run(shared, shard, state, round);
        idle().add(training);
        TaskContext task = TaskContext.get();
        Map<Long, WorkerResult> kept = results();
        kept.put(task.taskAttemptId(), result);
        task.addTaskCompletionListener((TaskCompletionListener) ended -> {
            kept.remove(ended.taskAttemptId());
            training.recycle(result); // what it brought has been written for the reducers, or is not wanted
        });
        return result;
    }

    private WorkerTraining training() {
        WorkerTraining training = idle().poll();
        return training == null ? new WorkerTraining(hypernet(), plan.loss(), plan.training()) : training;
    }

    /** What the round brought that this Spark task has run; null if it has run none. */
    WorkerResult take() {
        return results().remove(TaskContext.get().taskAttemptId());
    }

    private synchronized Queue<WorkerTraining> idle() {
        if (idle == null) {
            idle = new ConcurrentLinkedQueue<>();
        }
        return idle;
    }

    private synchronized Map<Long, WorkerResult> results() {
        if (results == null) {
            results = new ConcurrentHashMap<>();
        }
        return results;
    }

    /** Shared states put together from slices. */
    synchronized SharedCopies copies() {
        if (copies == null) {
            copies = new SharedCopies();
        }
        return copies;
    }
}
