package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.hypernetspark.hyper.Hypernet;
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
    private transient volatile ConcurrentLinkedQueue<WorkerTraining> idle;
    private transient volatile Hypernet hypernet;

    ExecutorWorkspace(TrainingPlan plan) {
        this.plan = plan;
    }

    TrainingPlan plan() {
        return plan;
    }

    Hypernet hypernet() {
        if (hypernet == null) {
            hypernet = plan.hypernet();
        }
        return hypernet;
    }

    /** Lends a workspace to {@code work}. */
    <T> T withTraining(Function<WorkerTraining, T> work) {
        ConcurrentLinkedQueue<WorkerTraining> queue = queue();
        WorkerTraining training = queue.poll();
        if (training == null) {
            training = new WorkerTraining(hypernet(), plan.loss(), plan.training());
        }
        T result = work.apply(training);
        queue.add(training);
        return result;
    }

    private synchronized ConcurrentLinkedQueue<WorkerTraining> queue() {
        if (idle == null) {
            idle = new ConcurrentLinkedQueue<>();
        }
        return idle;
    }
}
