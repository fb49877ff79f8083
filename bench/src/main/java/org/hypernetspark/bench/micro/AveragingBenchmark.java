package org.hypernetspark.bench.micro;

import java.util.concurrent.TimeUnit;
import org.hypernetspark.train.WeightedMean;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The weighted mean of what workers bring, whole and slice by slice, as the shuffle of a round sums it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AveragingBenchmark {
    private static final int SLICE = 1 << 18;

    /** Workers' vectors. */
    @State(Scope.Thread)
    public static class Vectors {
        /** Values of a vector: those of W3, and of W2. */
        @Param({"465192", "8031410"})
        public int size;

        /** Workers. */
        @Param({"2", "8"})
        public int workers;

        private float[][] vectors;

        /** Fills them. */
        @Setup
        public void prepare() {
            vectors = new float[workers][size];
            for (int worker = 0; worker < workers; worker++) {
                for (int i = 0; i < size; i++) {
                    vectors[worker][i] = (i + worker) % 17;
                }
            }
        }

        private float[] mean(int from, int length) {
            WeightedMean mean = new WeightedMean(length);
            for (float[] vector : vectors) {
                mean.add(vector, from, 1);
            }
            return mean.result();
        }
    }

    /** All values at once. */
    @Benchmark
    public float[] whole(Vectors state) {
        return state.mean(0, state.size);
    }

    /** One slice after the other. */
    @Benchmark
    public int slices(Vectors state) {
        int done = 0;
        while (done < state.size) {
            done += state.mean(done, Math.min(SLICE, state.size - done)).length;
        }
        return done;
    }
}
