package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.RoundResult;
import org.hypernetspark.train.RoundStatistics;
import org.hypernetspark.train.WeightedMean;
import org.hypernetspark.train.WorkerResult;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Averages what workers bring without the driver seeing more than the mean: workers emit slices, each slice is summed in
 * worker order after a shuffle, the driver takes in the means one after the other.
 *
 * @param vectors number of vectors each worker brings
 * @param size length of each vector
 * @param workers how many bring them
 */
record SliceAverage(int vectors, int size, int workers) implements Serializable {
    /** Floats of one slice: 1 MiB on the wire. */
    static final int SLICE = 1 << 18;

    /** Slices that one reducer may hold before it sums them: 64 MiB. */
    private static final int HELD = 64;

    /** Means that one reducer may send to the driver at a time: 16 MiB. */
    private static final int SENT = 16;

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
     * The weighted means of what workers cut.
     *
     * @param parallelism reducers worth having if all of them run at once
     */
    RoundResult of(RDD<Tuple2<Integer, Slice>> slices, int parallelism) {
        ShuffledRDD<Integer, Slice, Slice> shuffled = new ShuffledRDD<Integer, Slice, Slice>(
                        slices, new HashPartitioner(reducers(parallelism)), tag(), tag(), tag())
                .setSerializer(new SliceSerializer());
        Means means = new Means(this);
        Gathering.each(PartitionRdd.of(shuffled, (partition, parts) -> averages(parts)), means::take);
        return means.result();
    }

    private int reducers(int parallelism) {
        int slices = statisticsNumber() + 1;
        long forThemselves = ((long) slices * workers + HELD - 1) / HELD;
        long forTheDriver = ((long) slices + SENT - 1) / SENT;
        return (int) Math.min(slices, Math.max(parallelism, Math.max(forThemselves, forTheDriver)));
    }

    @SuppressWarnings("unchecked")
    private static <T> ClassTag<T> tag() {
        return (ClassTag<T>) ClassTag$.MODULE$.AnyRef();
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

    private static Slice averageValues(List<Slice> ordered) {
        WeightedMean mean = new WeightedMean(ordered.get(0).length);
        ordered.forEach(part -> mean.add(part.values, part.from, part.weight));
        float[] result = mean.result();
        return Slice.of(ordered.get(0).number, 0, mean.weight(), result, 0, result.length);
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

    /** The means as they come in on the driver. */
    private static final class Means {
        private final SliceAverage sizes;
        private final float[][] vectors;
        private RoundStatistics statistics = RoundStatistics.NONE;
        private Divergence divergence;

        Means(SliceAverage sizes) {
            this.sizes = sizes;
            this.vectors = new float[sizes.vectors][sizes.size];
        }

        void take(Slice slice) {
            if (slice.statistics != null) {
                statistics = slice.statistics;
                divergence = slice.divergence;
            } else {
                float[] vector = vectors[slice.number / sizes.perVector()];
                int at = slice.number % sizes.perVector() * SLICE;
                System.arraycopy(slice.values, slice.from, vector, at, slice.length);
            }
        }

        RoundResult result() {
            return new RoundResult(vectors, statistics, divergence);
        }
    }
}
