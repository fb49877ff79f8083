package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.RoundResult;
import org.hypernetspark.train.RoundStatistics;
import org.hypernetspark.train.WeightedMean;
import org.hypernetspark.train.WorkerResult;
import scala.Tuple2;

/**
 * Averages what workers bring without the driver seeing more than the mean: workers emit slices, each slice is summed in
 * worker order after a shuffle, the driver collects the means.
 */
final class SliceAverage {
    /** Floats of one slice: 1 MiB on the wire. */
    static final int SLICE = 1 << 18;

    private SliceAverage() {}

    /**
     * The weighted means of the workers' vectors.
     *
     * @param vectors number of vectors each worker brings
     * @param size length of each vector
     */
    static RoundResult of(JavaRDD<WorkerResult> results, int vectors, int size, int reducers) {
        int perVector = (size + SLICE - 1) / SLICE;
        int statisticsKey = vectors * perVector;
        JavaPairRDD<Integer, Slice> slices = results.flatMapToPair(result -> cut(result, perVector, statisticsKey));
        List<Tuple2<Integer, Slice>> means = slices.groupByKey(
                        new HashPartitioner(Math.min(statisticsKey + 1, reducers)))
                .mapValues(SliceAverage::average)
                .collect();
        return assemble(means, vectors, size, perVector, statisticsKey);
    }

    private static Iterator<Tuple2<Integer, Slice>> cut(WorkerResult result, int perVector, int statisticsKey) {
        List<Tuple2<Integer, Slice>> slices = new ArrayList<>();
        float[][] vectors = result.divergence() == null ? result.vectors() : new float[0][];
        for (int v = 0; v < vectors.length; v++) {
            for (int i = 0; i < perVector; i++) {
                float[] part = Arrays.copyOfRange(vectors[v], i * SLICE, Math.min((i + 1) * SLICE, vectors[v].length));
                slices.add(
                        new Tuple2<>(v * perVector + i, new Slice(result.worker(), result.weight(), part, null, null)));
            }
        }
        slices.add(new Tuple2<>(
                statisticsKey,
                new Slice(result.worker(), result.weight(), new float[0], result.statistics(), result.divergence())));
        return slices.iterator();
    }

    private static Slice average(Iterable<Slice> parts) {
        List<Slice> ordered = new ArrayList<>();
        parts.forEach(ordered::add);
        ordered.sort(Comparator.comparingInt(part -> part.worker));
        return ordered.get(0).statistics == null ? averageValues(ordered) : sumStatistics(ordered);
    }

    private static Slice averageValues(List<Slice> ordered) {
        WeightedMean mean = new WeightedMean(ordered.get(0).values.length);
        ordered.forEach(part -> mean.add(part.values, 0, part.weight));
        return new Slice(0, mean.weight(), mean.result(), null, null);
    }

    private static Slice sumStatistics(List<Slice> ordered) {
        RoundStatistics sum = RoundStatistics.NONE;
        Divergence divergence = null;
        for (Slice part : ordered) {
            sum = sum.plus(part.statistics);
            divergence = divergence == null ? part.divergence : divergence;
        }
        return new Slice(0, 0, new float[0], sum, divergence);
    }

    private static RoundResult assemble(
            List<Tuple2<Integer, Slice>> slices, int vectors, int size, int perVector, int statisticsKey) {
        float[][] means = new float[vectors][size];
        RoundStatistics statistics = RoundStatistics.NONE;
        Divergence divergence = null;
        for (Tuple2<Integer, Slice> entry : slices) {
            int key = entry._1();
            Slice slice = entry._2();
            if (key == statisticsKey) {
                statistics = slice.statistics;
                divergence = slice.divergence;
            } else {
                int from = key % perVector * SLICE;
                System.arraycopy(slice.values, 0, means[key / perVector], from, slice.values.length);
            }
        }
        return new RoundResult(means, statistics, divergence);
    }
}
