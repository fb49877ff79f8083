package org.hypernetspark.bench.micro;

import java.util.concurrent.TimeUnit;
import org.hypernetspark.train.Optimizer;
import org.hypernetspark.train.OptimizerSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Adam over the shared parameters of a case. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimizerBenchmark {
    /** Parameters, a gradient, and moments. */
    @State(Scope.Thread)
    public static class Parameters {
        private final Optimizer optimizer = new Optimizer(OptimizerSpec.adam(1e-4));
        private float[] phi;
        private float[] gradient;
        private float[][] slots;
        private long step;

        /** Takes the parameters for their own gradient. */
        @Setup
        public void prepare(StepState state) {
            phi = state.data.phi();
            gradient = phi.clone();
            slots = optimizer.newSlots(phi.length);
        }
    }

    /** One update of all parameters. */
    @Benchmark
    public float[] update(Parameters state) {
        state.optimizer.update(state.phi, 0, state.phi.length, state.gradient, 0.5f, state.slots, ++state.step, 1);
        return state.phi;
    }
}
