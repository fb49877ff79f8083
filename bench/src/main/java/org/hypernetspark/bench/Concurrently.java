package org.hypernetspark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * How fast threads repeat a piece of work side by side.
 *
 * @param threads each with work of its own
 * @param seconds of one measurement
 */
record Concurrently(int threads, double seconds) {
    private static final int MEASUREMENTS = 5;

    /**
     * The best of several measurements, summed over threads.
     *
     * @param amount what one run of the work counts
     * @param work makes one thread's work, which is then run again and again
     * @return amount per second
     */
    double perSecond(double amount, Supplier<Runnable> work) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier together = new CyclicBarrier(threads);
            List<Future<Double>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Double> one = () -> best(together, work.get());
                running.add(executor.submit(one));
            }
            double sum = 0;
            for (Future<Double> future : running) {
                sum += future.get();
            }
            return sum * amount;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The measurement was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private double best(CyclicBarrier together, Runnable work) throws Exception {
        double best = 0;
        for (int i = 0; i < MEASUREMENTS; i++) {
            together.await();
            best = Math.max(best, runsPerSecond(work));
        }
        return best;
    }

    private double runsPerSecond(Runnable work) {
        long begin = System.nanoTime();
        long runs = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            work.run();
            runs++;
            elapsed = (System.nanoTime() - begin) * 1e-9;
        }
        return runs / elapsed;
    }
}
