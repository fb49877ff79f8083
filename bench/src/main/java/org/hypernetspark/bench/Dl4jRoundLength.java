package org.hypernetspark.bench;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Chooses how many minibatches a worker of DL4J takes between two averages, so that they take a given time. */
final class Dl4jRoundLength {
    private static final int TRIES = 4;
    private static final double OF_A_ROUND = 0.2;

    private Dl4jRoundLength() {}

    /** Minibatches that take about {@code seconds}, by the fastest of several tries; warms the code up on the way. */
    static int steps(ComputationGraph graph, List<MultiDataSet> minibatches, double seconds) {
        double step = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES; i++) {
            step = Math.min(step, secondsOfAStep(graph, minibatches, OF_A_ROUND * seconds));
        }
        return (int) Math.max(1, Math.ceil(seconds / step));
    }

    private static double secondsOfAStep(ComputationGraph graph, List<MultiDataSet> minibatches, double seconds) {
        long begin = System.nanoTime();
        int steps = 0;
        double passed = 0;
        while (passed < seconds) {
            graph.fit(minibatches.get(steps % minibatches.size()));
            steps++;
            passed = (System.nanoTime() - begin) * 1e-9;
        }
        return passed / steps;
    }
}
