package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.LineTasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundMemoryTest {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;

    @Test
    void roundsUseTheVectorsOfEarlierRounds() {
        Network target = Network.of(Shape.of(1), List.of(new Dense(100), Activation.SIGMOID, new Dense(1)));
        Hypernet hypernet =
                Hypernet.of(HypernetSpec.of(new Condition(4, 0), List.of(new Dense(300)), new GenerateOnce()), target);
        TrainingSpec spec =
                TrainingSpec.defaults().withRounds(ROUNDS).withSteps(1, 4, 4, 2).withEvaluation(ROUNDS, null);
        long[] allocated = new long[ROUNDS + 1];
        new LocalTrainer(hypernet, new MeanSquaredError(), spec, 2)
                .train(LineTasks.family(20, 40, 1), new TrainingListener() {
                    @Override
                    public void roundEnded(RoundReport report) {
                        allocated[report.round()] = allocatedByAllThreads();
                    }
                });
        long perRound = (allocated[ROUNDS] - allocated[WARM_UP]) / (ROUNDS - WARM_UP);
        assertThat(perRound).isLessThan(Float.BYTES * (long) hypernet.layout().size());
    }

    private static long allocatedByAllThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
