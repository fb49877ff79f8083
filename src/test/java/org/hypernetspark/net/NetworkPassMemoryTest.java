package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class NetworkPassMemoryTest {
    private static final int TASKS = 3;
    private static final int BATCH = 6;
    private static final int WARM_UP = 300;

    private final Network network = Network.of(
            Shape.of(1, 14, 14),
            List.of(
                    new Conv2d(8, 3),
                    new MaxPool2d(2),
                    Activation.RELU,
                    new Residual(List.of(new LayerNorm(), new BatchNorm(), Activation.TANH)),
                    new Deconv2d(8, 3, 1),
                    new Conv2d(4, 5),
                    new AveragePool2d(2),
                    new Dropout(0.5),
                    new Flatten(),
                    new Dense(3)));
    private final int weights = network.layout().size();
    private final Weights theta = new Weights(Vectors.normal(TASKS * weights, 0.1, 1), 0, weights);
    private final Weights dTheta = new Weights(new float[TASKS * weights], 0, weights);
    private final float[] x = Vectors.normal(TASKS * BATCH * network.input().size(), 2);
    private final NetworkPass pass = network.pass(TASKS, BATCH);
    private final long[] seeds = {1, 2, 3};

    private void step() {
        float[] output = pass.forward(theta, x, TASKS, BATCH, true, seeds);
        pass.backward(theta, dTheta, output, true);
    }

    @Test
    void aStepForwardAndBackwardAllocatesNothing() {
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
