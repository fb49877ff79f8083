package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class SequenceMemoryTest {
    private static final int TASKS = 2;
    private static final int BATCH = 3;
    private static final int WARM_UP = 300;

    private final Network network = Network.of(
            Shape.of(5),
            List.of(
                    new OneHot(4),
                    new Lstm(6),
                    new Lstm(4, true),
                    new Gru(6),
                    new HyperLstm(6, 3, 2),
                    new SelfAttention(2),
                    new MeanGraph(5, Edges.chain()),
                    new GatedGraph(4, 2, Edges.chain()),
                    new PositionWise(new Dense(3)),
                    new LastStep()));
    private final int weights = network.layout().size();
    private final Weights theta = new Weights(Vectors.normal(TASKS * weights, 0.1, 1), 0, weights);
    private final Weights dTheta = new Weights(new float[TASKS * weights], 0, weights);
    private final float[] x = new float[TASKS * BATCH * network.input().size()];
    private final NetworkPass pass = network.pass(TASKS, BATCH);

    private void step() {
        float[] output = pass.predict(theta, x, TASKS, BATCH);
        pass.backward(theta, dTheta, output, true);
    }

    @Test
    void aStepOverSequencesAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE; // the compiler's own doings may be counted in a single step
        for (int i = 0; i <= WARM_UP; i++) {
            long before = threads.getThreadAllocatedBytes(thread);
            step();
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
    }
}
