package org.hypernetspark.continual;

import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.train.OptimizerSpec;

/** The toy regression of von Oswald et al. 2020 with its published configuration. */
final class ToyExample {
    static final Network TARGET = Network.of(
            Shape.of(1), List.of(new Dense(10), Activation.SIGMOID, new Dense(10), Activation.SIGMOID, new Dense(1)));
    static final HypernetSpec HYPERNET = new HypernetSpec(
            new Condition(2, 0),
            List.of(new Dense(10), Activation.SIGMOID, new Dense(10), Activation.SIGMOID),
            new MultiHead(0, false),
            List.of(),
            HypernetInit.XAVIER);
    static final ToyRegression TASKS = new ToyRegression(0.05, 42);

    private ToyExample() {}

    static ContinualSpec spec(int steps, Regularization regularization, long seed) {
        OptimizerSpec adam = OptimizerSpec.adam(1e-2);
        return new ContinualSpec(steps, 32, adam, adam, regularization, false, seed);
    }

    static Learner learner(Method method, ContinualSpec spec) {
        return new Learners(HYPERNET, TARGET, new MeanSquaredError(), TASKS, spec, Comparison.defaults()).of(method);
    }

    static ScoreMatrix run(Method method, ContinualSpec spec) {
        return run(learner(method, spec));
    }

    static ScoreMatrix run(Learner learner) {
        ContinualRun run = new ContinualRun(TASKS, false);
        return run.run(learner, 0, run.empty(), (task, scores) -> {});
    }
}
