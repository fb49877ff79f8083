package org.hypernetspark.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingListener;

/** Times rounds, from the end of one to the end of the next: validation and commit count. */
final class RoundClock implements TrainingListener {
    private final int warmUp;
    private final Supplier<String> application;
    private ProcessCpu start;
    private ProcessCpu end;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Long> read = new ArrayList<>();
    private final List<Long> written = new ArrayList<>();
    private long last;
    private ProcessTraffic before = ProcessTraffic.now();
    private long taskSteps;
    private double loss;

    /** The first {@code warmUp} rounds do not count; {@code application} is Spark's id of it, empty without Spark. */
    RoundClock(int warmUp, Supplier<String> application) {
        this.warmUp = warmUp;
        this.application = application;
    }

    @Override
    public void roundEnded(RoundReport report) {
        long now = System.nanoTime();
        ProcessTraffic traffic = ProcessTraffic.now().since(before);
        if (report.round() > warmUp) {
            seconds.add((now - last) * 1e-9);
            read.add(traffic.read());
            written.add(traffic.written());
        }
        if (report.round() == warmUp) {
            start = ProcessCpu.now(application.get());
        }
        if (report.round() == report.rounds()) {
            end = ProcessCpu.now(application.get());
        }
        last = System.nanoTime();
        before = ProcessTraffic.now();
        taskSteps = report.taskSteps();
        loss = report.meanLoss();
    }

    /** Of a round. */
    double medianSeconds() {
        return median(seconds.stream().sorted().toList());
    }

    /** Of the fastest round. */
    double leastSeconds() {
        return seconds.stream().sorted().toList().get(0);
    }

    /** Mean over rounds, so that validation and commits count with their share. */
    double meanSeconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Bytes that the driver's process reads in a round. */
    long medianRead() {
        return median(read.stream().sorted().toList()).longValue();
    }

    /** Bytes that the driver's process writes in a round. */
    long medianWritten() {
        return median(written.stream().sorted().toList()).longValue();
    }

    private static <T extends Number> T median(List<T> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** Processor time of a round. */
    ProcessCpu cpu() {
        return end.since(start, seconds.size());
    }

    /** Task-steps of a round. */
    long taskSteps() {
        return taskSteps;
    }

    /** Of the last round. */
    double loss() {
        return loss;
    }
}
