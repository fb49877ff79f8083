package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.rdd.RDD;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.RoundStatistics;
import org.hypernetspark.train.WeightedMean;
import org.hypernetspark.train.WorkerResult;
import scala.Tuple2;

/**
 * Averages what workers bring without anyone seeing more than the mean: workers emit slices, each slice is summed in
 * worker order after a shuffle, and the means stay where they were made until workers or the driver ask for them.
 *
 * @param vectors number of vectors each worker brings
 * @param size length of each vector
 * @param workers how many bring them
 */
record SliceAverage(int vectors, int size, int workers) implements Serializable {
    /** Floats of one slice: 256 KiB, an array that G1 treats as any other whatever the heap. */
    static final int SLICE = 1 << 16;

    /** Floats that are summed at a time. */
    private static final int BLOCK = 4096;

    /** Slices that one reducer may hold before it sums them: 64 MiB. */
    private static final int HELD = 256;

    /** Means that one Spark task may send to the driver at a time: 16 MiB. */
    private static final int SENT = 64;

    private int perVector() {
        return (size + SLICE - 1) / SLICE;
    }

    private int statisticsNumber() {
        return vectors * perVector();
    }

    /** A worker's slices, cut as they are needed. */
    Iterator<Tuple2<Integer, Slice>> cut(WorkerResult result) {
        List<Slice> slices = new ArrayList<>();
        float[][] brought = result.divergence() == null ? result.vectors() : new float[0][];
        for (int v = 0; v < brought.length; v++) {
            for (int i = 0; i < perVector(); i++) {
                int from = i * SLICE;
                int length = Math.min(SLICE, size - from);
                slices.add(Slice.of(v * perVector() + i, result.worker(), result.weight(), brought[v], from, length));
            }
        }
        slices.add(Slice.of(statisticsNumber(), result.worker(), result.statistics(), result.divergence()));
        return slices.stream().map(slice -> new Tuple2<>(slice.number, slice)).iterator();
    }

    /**
     * The weighted means of what workers cut, and the sum of their statistics. What a reducer holds is bounded, what a Spark task costs the
     * driver is not: so a task is several reducers, one after the other.
     *
     * @param parallelism Spark tasks worth having if all of them run at once
     */
    RDD<Slice> means(RDD<Tuple2<Integer, Slice>> slices, int parallelism) {
        int tasks = tasks(parallelism);
        return new ReducedRdd<>(slices, tasks, reducersOfTask(tasks), new SliceSerializer(), SliceAverage::averages);
    }

    /** What the driver is told of some means. */
    MeansReport report(Iterator<Slice> means) {
        MeansReport report = MeansReport.NONE;
        while (means.hasNext()) {
            Slice mean = means.next();
            boolean ofFirst = mean.number < perVector();
            report = report.plus(mean.statistics == null ? MeansReport.ofValues(mean, ofFirst) : MeansReport.of(mean));
        }
        return report;
    }

    /** Room for all means. */
    float[][] room() {
        return new float[vectors][size];
    }

    /** Puts a mean where it belongs in {@link #room()}; statistics are not put anywhere. */
    void put(Slice mean, float[][] room) {
        if (mean.statistics == null) {
            int at = mean.number % perVector() * SLICE;
            System.arraycopy(mean.values, mean.from, room[mean.number / perVector()], at, mean.length);
        }
    }

    private int tasks(int parallelism) {
        int slices = statisticsNumber() + 1;
        return Math.min(slices, Math.max(parallelism, (slices + SENT - 1) / SENT));
    }

    /** So many that each has to hold few enough parts, or those of one slice. */
    private int reducersOfTask(int tasks) {
        int slices = (statisticsNumber() + tasks) / tasks;
        long needed = ((long) slices * workers + HELD - 1) / HELD;
        return (int) Math.min(slices, needed);
    }

    private static Iterator<Slice> averages(Iterator<Tuple2<Integer, Slice>> parts) {
        Map<Integer, List<Slice>> groups = new TreeMap<>();
        while (parts.hasNext()) {
            Slice part = parts.next()._2();
            groups.computeIfAbsent(part.number, number -> new ArrayList<>()).add(part);
        }
        List<List<Slice>> waiting = new ArrayList<>(groups.values());
        List<Slice> averages = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            averages.add(average(waiting.set(i, List.of())));
        }
        return averages.iterator();
    }

    private static Slice average(List<Slice> parts) {
        parts.sort(Comparator.comparingInt(part -> part.worker));
        return parts.get(0).statistics == null ? averageValues(parts) : sumStatistics(parts);
    }

    /** Block by block, while its sums are in the cache. */
    private static Slice averageValues(List<Slice> ordered) {
        int length = ordered.get(0).length;
        float[] means = new float[length];
        WeightedMean whole = new WeightedMean(Math.min(BLOCK, length));
        double weight = 0;
        for (int from = 0; from < length; from += BLOCK) {
            WeightedMean block = length - from < BLOCK ? new WeightedMean(length - from) : whole;
            block.clear();
            for (Slice part : ordered) {
                block.add(part.values, part.from + from, part.weight);
            }
            block.result(means, from);
            weight = block.weight();
        }
        return Slice.of(ordered.get(0).number, 0, weight, means, 0, length);
    }

    private static Slice sumStatistics(List<Slice> ordered) {
        RoundStatistics sum = RoundStatistics.NONE;
        Divergence divergence = null;
        for (Slice part : ordered) {
            sum = sum.plus(part.statistics);
            divergence = divergence == null ? part.divergence : divergence;
        }
        return Slice.of(ordered.get(0).number, 0, sum, divergence);
    }
}
