package org.hypernetspark.hyper;

import java.util.Arrays;
import org.hypernetspark.net.Weights;
import org.hypernetspark.reference.Vectors;

/** One generation and its gradient for random {@code phi}, conditions and weight gradients; for up to three tasks. */
final class StrategyRun {
    static final int TASKS = 3;
    static final int THETA = StrategyCase.target().layout().size();

    final float[] phi;
    final int conditionSize;
    final float[] conditions;
    final float[] gradient = Vectors.normal(TASKS * THETA, 63);
    final float[] dPhi;
    private final HypernetPass pass;
    private Weights theta;
    private float[] dConditions = {};

    StrategyRun(Hypernet hypernet) {
        this.phi = Vectors.normal(hypernet.layout().size(), 0.5, 61);
        this.conditionSize = hypernet.condition().size();
        this.conditions = Vectors.normal(TASKS * conditionSize, 62);
        this.dPhi = new float[phi.length];
        Arrays.fill(dPhi, Float.NaN);
        this.pass = hypernet.pass(TASKS);
    }

    /** Generates for {@code tasks} tasks from task {@code first}, and takes their gradients back. */
    StrategyRun run(int first, int tasks) {
        generate(first, tasks);
        backward(first, tasks, dPhi);
        return this;
    }

    private void generate(int first, int tasks) {
        int from = first * conditionSize;
        theta = pass.generate(phi, Arrays.copyOfRange(conditions, from, from + tasks * conditionSize), tasks);
    }

    private void backward(int first, int tasks, float[] wanted) {
        Weights dTheta = pass.dTheta();
        for (int task = 0; task < tasks; task++) {
            int to = dTheta.offset() + task * dTheta.stride();
            System.arraycopy(gradient, (first + task) * THETA, dTheta.values(), to, THETA);
        }
        dConditions = Arrays.copyOf(pass.backward(phi, wanted), tasks * conditionSize);
    }

    /** Without a gradient for {@code phi}. */
    StrategyRun runFrozen(int first, int tasks) {
        generate(first, tasks);
        backward(first, tasks, null);
        return this;
    }

    float[] theta(int task) {
        int from = theta.offset() + task * theta.stride();
        return Arrays.copyOfRange(theta.values(), from, from + THETA);
    }

    float[] dConditions() {
        return dConditions;
    }
}
