package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

/** What every rule of variances must do: numbers of at least 0 that depend on the tensor alone, and weights that have them. */
public abstract class VarianceRuleContract {
    private static final int TASKS = 64;
    private static final int CONDITION = 50;
    private static final Network TARGET = Network.of(
            Shape.of(2, 6, 6),
            List.of(new Conv2d(8, 3), Activation.RELU, new Flatten(), new Dense(40), Activation.TANH, new Dense(4)));
    private static final double[] GAINS = {2, 2, 1, 1, 1, 1};

    /** The rule. */
    protected abstract VarianceRule rule();

    private double wanted(int tensor) {
        return rule().variance(TARGET.layout().specs().get(tensor), GAINS[tensor]);
    }

    @Test
    void variancesAreNumbersThatDependOnTheTensorAlone() {
        for (int i = 0; i < GAINS.length; i++) {
            assertThat(wanted(i)).isBetween(0.0, 1e6).isEqualTo(wanted(i));
        }
    }

    @Test
    void generatedTensorsBeginWithTheVarianceWanted() {
        HypernetInit init = new HypernetInit(InitMethod.HYPERFAN_IN, 1, rule());
        Hypernet hypernet = Hypernet.of(
                new HypernetSpec(
                        new Condition(CONDITION, 0),
                        List.of(new Dense(200), Activation.RELU),
                        new GenerateOnce(),
                        List.of(),
                        init),
                TARGET);
        Weights theta =
                hypernet.pass(TASKS).generate(hypernet.initialize(3), Vectors.normal(TASKS * CONDITION, 81), TASKS);
        for (int i = 0; i < GAINS.length; i++) {
            ParameterSpec spec = TARGET.layout().specs().get(i);
            assertThat(moment(theta, TARGET.layout().offset(i), spec.size()))
                    .as(spec.name())
                    .isCloseTo(wanted(i), within(0.4 * wanted(i)));
        }
    }

    private static double moment(Weights theta, int at, int n) {
        double sum = 0;
        for (int task = 0; task < TASKS; task++) {
            for (int i = at; i < at + n; i++) {
                double value = theta.values()[theta.offset() + task * theta.stride() + i];
                sum += value * value;
            }
        }
        return sum / TASKS / n;
    }

    @Test
    void equalRulesAreEqualAndTravel() throws IOException {
        assertThat(rule()).isEqualTo(rule()).hasToString(rule().toString());
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(rule());
        }
    }
}
