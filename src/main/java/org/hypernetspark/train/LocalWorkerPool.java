package org.hypernetspark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/** Workers in threads of this process. */
final class LocalWorkerPool implements WorkerPool, AutoCloseable {
    private final TrainingSpec spec;
    private final Hypernet hypernet;
    private final Loss loss;
    private final List<Shard> shards;
    private final ExecutorService executor;
    private final BlockingQueue<WorkerTraining> idle;
    private final SpareVectors spares = new SpareVectors();
    private final RoundSums sums;
    /** The means of the last round and of the one before it. */
    private float[][] last = {};

    private float[][] beforeLast = {};
    private List<WorkerState> states = new ArrayList<>();
    private List<WorkerState> bestStates = List.of();
    private SharedState bestShared;

    LocalWorkerPool(Hypernet hypernet, Loss loss, TrainingSpec spec, List<Shard> shards, int threads) {
        this.spec = spec;
        this.hypernet = hypernet;
        this.loss = loss;
        this.shards = shards;
        this.idle = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            idle.add(new WorkerTraining(hypernet, loss, spec, spares));
        }
        for (Shard shard : shards) {
            states.add(WorkerState.initial(
                    shard, hypernet.condition().embedding(), hypernet.layout().size(), spec));
        }
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "hypernet-worker");
            thread.setDaemon(true);
            return thread;
        });
        this.sums = new RoundSums(spares, executor, threads);
    }

    @Override
    public Hypernet hypernet() {
        return hypernet;
    }

    List<WorkerState> states() {
        return List.copyOf(states);
    }

    @Override
    public RoundResult round(SharedState shared, int round) {
        giveBack();
        List<Future<WorkerResult>> running = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            Shard shard = shards.get(i);
            WorkerState state = states.get(i);
            running.add(executor.submit(() -> runOne(shared, shard, state, round)));
        }
        List<WorkerState> next = new ArrayList<>();
        for (Future<WorkerResult> future : running) {
            WorkerResult result = await(future);
            sums.add(result);
            next.add(result.state());
        }
        states = next;
        RoundResult result = sums.result();
        last = result.means().here();
        return result;
    }

    /** Uses the means of the round before last again, unless they are the best shared state. */
    private void giveBack() {
        boolean best = bestShared != null && beforeLast.length > 0 && bestShared.phi() == beforeLast[0];
        if (!best) {
            spares.giveBack(beforeLast);
        }
        beforeLast = last;
        last = new float[0][];
    }

    private WorkerResult runOne(SharedState shared, Shard shard, WorkerState state, int round)
            throws InterruptedException {
        WorkerTraining training = idle.take();
        try {
            return training.run(shared, shard, state, round);
        } finally {
            idle.put(training);
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Training was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public MetricSummary validate(SharedState shared) {
        List<Future<MetricSummary>> running = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            Shard shard = shards.get(i);
            float[] embeddings = states.get(i).embeddings;
            running.add(executor.submit(() -> {
                float[] vectors = new SupportEncoding(hypernet).vectors(shared.phi(), shard, embeddings);
                return new Evaluator(hypernet, loss).summarize(shared.phi(), shard, vectors, Task::validation);
            }));
        }
        MetricSummary summary = new MetricSummary();
        running.forEach(future -> summary.add(await(future)));
        return summary;
    }

    @Override
    public void commit(Progress progress) {
        if (spec.earlyStopping() != null && progress.best()) {
            bestStates = states;
            bestShared = progress.shared();
        }
    }

    @Override
    public SharedState restoreBest(Progress progress) {
        states = bestStates;
        return bestShared;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
