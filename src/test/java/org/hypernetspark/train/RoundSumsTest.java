package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RoundSumsTest {
    /** Some whole blocks and a rest. */
    private static final int SIZE = 9000;

    private final ExecutorService executor = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private static float[] brought(int worker) {
        float[] values = Vectors.normal(SIZE, worker);
        values[worker] = -0f;
        return values;
    }

    private static WorkerResult result(int worker, double weight) {
        float[][] vectors = {brought(worker), brought(worker + 100)};
        return new WorkerResult(worker, weight, vectors, null, RoundStatistics.NONE, null);
    }

    private static double weight(int worker) {
        return worker == 1 ? 0 : 1 + 3.7 * worker;
    }

    private static float[] mean(int workers, int seed) {
        WeightedMean mean = new WeightedMean(SIZE);
        for (int worker = 0; worker < workers; worker++) {
            mean.add(brought(worker + seed), 0, weight(worker));
        }
        return mean.result();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 2", "3, 3", "4, 3", "5, 1"})
    void meansAreThoseOfWholeVectorsBitForBit(int workers, int threads) {
        RoundSums sums = new RoundSums(new SpareVectors(), executor, threads);
        for (int round = 0; round < 2; round++) {
            for (int worker = 0; worker < workers; worker++) {
                sums.add(result(worker, weight(worker)));
            }
            float[][] means = sums.result().means().here();
            assertThat(bits(means[0])).isEqualTo(bits(mean(workers, 0)));
            assertThat(bits(means[1])).isEqualTo(bits(mean(workers, 100)));
        }
    }

    @Test
    void aWorkerWithoutTasksBringsNothing() {
        RoundSums sums = new RoundSums(new SpareVectors(), executor, 2);
        sums.add(new WorkerResult(0, 0, new float[0][], null, RoundStatistics.NONE, null));
        sums.add(result(2, weight(2)));
        assertThat(bits(sums.result().means().here()[0])).isEqualTo(bits(withoutMinusZero(brought(2))));
    }

    private static float[] withoutMinusZero(float[] values) {
        values[2] = 0;
        return values;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }
}
