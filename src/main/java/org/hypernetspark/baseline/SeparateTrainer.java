package org.hypernetspark.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.TrainingSpec;

/**
 * Trains one ordinary network for each task, a few tasks side by side; with a single dense layer this is the linear model of
 * each task. Weights are scored and dropped group by group, so memory does not grow with the tasks.
 *
 * <p>Each network starts from He's rule, seeded by run and task, and has an optimiser state of its own. There is no
 * validation: no stopping early, no choice among states.
 */
public final class SeparateTrainer {
    private static final int TASKS_AT_ONCE = 16;
    private static final long MEMORY_BYTES = 256L << 20;

    private final Network network;
    private final Loss loss;
    private final int threads;

    /**
     * For copies of one network.
     *
     * @param network input is one row's features
     * @param threads groups of tasks at once, at least 1; the result does not depend on it
     */
    public SeparateTrainer(Network network, Loss loss, int threads) {
        this.network = network;
        this.loss = loss;
        this.threads = threads;
    }

    /**
     * Fits each task's network to the very batches that a hypernet's workers would take of the task, then scores it.
     *
     * @param rows which rows of a task count, for example {@code Task::validation}
     * @return one element for each task, in their order
     * @throws org.hypernetspark.train.TrainingDivergedException if a loss or weight is not finite
     */
    public List<MetricSums> evaluate(List<Task> tasks, TrainingSpec spec, Function<Task, Rows> rows) {
        return evaluate(TaskVisits.under(spec, tasks), FitSettings.of(spec), rows);
    }

    /**
     * Fits new tasks' networks from scratch to their training rows, the few rows that a hypernet adapts to; then scores them.
     *
     * @param spec steps, batch and the optimiser, here of all weights
     * @param rows which rows of a task count
     * @return one element for each task, in their order
     * @throws org.hypernetspark.train.TrainingDivergedException if a loss or weight is not finite
     */
    public List<MetricSums> evaluate(List<Task> tasks, AdaptationSpec spec, Function<Task, Rows> rows) {
        return evaluate(TaskVisits.equal(spec.steps(), tasks), FitSettings.of(spec), rows);
    }

    private List<MetricSums> evaluate(List<TaskVisits> tasks, FitSettings settings, Function<Task, Rows> rows) {
        List<TaskVisits> ordered = new ArrayList<>(tasks);
        ordered.sort(Comparator.comparingInt(TaskVisits::visits).reversed());
        ExecutorService executor = Executors.newFixedThreadPool(threads, SeparateTrainer::daemon);
        try {
            List<List<TaskVisits>> groups = groups(ordered, settings);
            List<Future<List<MetricSums>>> running = new ArrayList<>();
            for (List<TaskVisits> group : groups) {
                running.add(executor.submit(() -> new SeparateGroup(network, loss, settings, group).fitAndScore(rows)));
            }
            MetricSums[] results = new MetricSums[tasks.size()];
            for (int i = 0; i < groups.size(); i++) {
                place(groups.get(i), await(running.get(i)), results);
            }
            return Arrays.asList(results);
        } finally {
            executor.shutdownNow();
        }
    }

    private List<List<TaskVisits>> groups(List<TaskVisits> tasks, FitSettings settings) {
        long vectors = 2L + settings.optimizer().slots();
        long bytesOfTask = Math.max(1, Float.BYTES * vectors * network.layout().size());
        int atOnce = (int) Math.max(1, Math.min(TASKS_AT_ONCE, MEMORY_BYTES / threads / bytesOfTask));
        List<List<TaskVisits>> groups = new ArrayList<>();
        for (int first = 0; first < tasks.size(); first += atOnce) {
            groups.add(tasks.subList(first, Math.min(first + atOnce, tasks.size())));
        }
        return groups;
    }

    private static void place(List<TaskVisits> group, List<MetricSums> scores, MetricSums[] results) {
        for (int i = 0; i < group.size(); i++) {
            results[group.get(i).position()] = scores.get(i);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "separate-trainer");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Training was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
