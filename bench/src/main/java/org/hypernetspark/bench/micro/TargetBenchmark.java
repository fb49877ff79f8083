package org.hypernetspark.bench.micro;

import java.util.concurrent.TimeUnit;
import org.hypernetspark.bench.CaseData;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
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

/** The targets of all tasks alone, forward and backward, without the hypernet. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TargetBenchmark {
    private static final long[] NO_SEEDS = {};

    /** Weights and a minibatch. */
    @State(Scope.Thread)
    public static class Targets {
        NetworkPass pass;
        Weights theta;
        Weights dTheta;
        float[] x;
        float[] dOutput;
        int tasks;
        int batch;

        /** Generates weights. */
        @Setup
        public void prepare(StepState step) {
            CaseData data = step.data;
            tasks = data.tasks();
            batch = data.batch();
            pass = data.hypernet().target().pass(tasks, batch);
            theta = data.theta();
            dTheta = new Weights(new float[theta.values().length], 0, theta.stride());
            x = data.firstMinibatch();
            dOutput = pass.forward(theta, x, tasks, batch, false, NO_SEEDS).clone();
        }
    }

    /** Outputs of all tasks. */
    @Benchmark
    public float[] forward(Targets state) {
        return state.pass.forward(state.theta, state.x, state.tasks, state.batch, false, NO_SEEDS);
    }

    /** Outputs, then the gradient of the weights. */
    @Benchmark
    public Weights forwardAndBackward(Targets state) {
        float[] output = state.pass.forward(state.theta, state.x, state.tasks, state.batch, false, NO_SEEDS);
        System.arraycopy(state.dOutput, 0, output, 0, state.dOutput.length);
        state.pass.backward(state.theta, state.dTheta, output, false);
        return state.dTheta;
    }
}
