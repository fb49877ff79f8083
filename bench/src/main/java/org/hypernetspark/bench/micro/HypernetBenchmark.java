package org.hypernetspark.bench.micro;

import java.util.concurrent.TimeUnit;
import org.hypernetspark.bench.CaseData;
import org.hypernetspark.hyper.HypernetPass;
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

/** The hypernet alone: weights of all tasks, and their gradient back to {@code phi} and the conditions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HypernetBenchmark {
    /** Working memory after a forward. */
    @State(Scope.Thread)
    public static class Pass {
        HypernetPass pass;
        float[] phi;
        float[] condition;
        float[] dPhi;
        int tasks;

        /** Generates once, so that backward has something to go back through. */
        @Setup
        public void prepare(StepState step) {
            CaseData data = step.data;
            pass = data.hypernet().pass(data.tasks());
            phi = data.phi();
            condition = data.embeddings();
            dPhi = new float[phi.length];
            tasks = data.tasks();
            pass.generate(phi, condition, tasks);
            data.fillGradient(pass.dTheta());
        }
    }

    /** Weights of all tasks. */
    @Benchmark
    public Weights generate(Pass state) {
        return state.pass.generate(state.phi, state.condition, state.tasks);
    }

    /** Their gradient back. */
    @Benchmark
    public float[] backward(Pass state) {
        return state.pass.backward(state.phi, state.dPhi);
    }
}
