package org.hypernetspark.train;

import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/** Trains in this process, virtual workers side by side on all cores: the reference that every other trainer must equal. */
public final class LocalTrainer {
    private final Hypernet hypernet;
    private final Loss loss;
    private final TrainingSpec spec;
    private final int threads;

    /** With as many threads as there are cores. */
    public LocalTrainer(Hypernet hypernet, Loss loss, TrainingSpec spec) {
        this(hypernet, loss, spec, Runtime.getRuntime().availableProcessors());
    }

    /** With a number of threads; the result does not depend on it. */
    public LocalTrainer(Hypernet hypernet, Loss loss, TrainingSpec spec, int threads) {
        this.hypernet = hypernet;
        this.loss = loss;
        this.spec = spec;
        this.threads = threads;
    }

    /**
     * Trains on these tasks.
     *
     * @throws IllegalArgumentException if two tasks share an id
     * @throws TrainingDivergedException if a loss or parameter is not finite
     */
    public TrainedHypernet train(List<Task> tasks, TrainingListener... listeners) {
        List<Shard> shards = Shard.deal(tasks, spec.workers());
        try (LocalWorkerPool pool = new LocalWorkerPool(hypernet, loss, spec, shards, threads)) {
            SharedState result = new TrainingLoop(spec, pool, List.of(listeners))
                    .run(Progress.start(WorkerTraining.initialShared(hypernet, spec)));
            return new TrainedHypernet(hypernet, loss, result.phi(), join(result.phi(), shards, pool.states()));
        }
    }

    private TaskEmbeddings join(float[] phi, List<Shard> shards, List<WorkerState> states) {
        int size = hypernet.condition().vector();
        SupportEncoding encoding = new SupportEncoding(hypernet);
        TaskEmbeddings all = new TaskEmbeddings(new String[0], size, new float[0]);
        for (int i = 0; i < shards.size(); i++) {
            all = all.with(encoding.named(phi, shards.get(i), states.get(i).embeddings));
        }
        return all;
    }
}
