package org.hypernetspark.continual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hypernetspark.continual.Regularization.Targets;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceHypernet;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutputRegularizerTest {
    private static final int EARLIER = 3;
    private static final double BETA = 0.3;
    private static final Network TARGET = Network.of(Shape.of(2), List.of(new Dense(3), Activation.TANH, new Dense(2)));

    private final EarlierTasks earlier = new EarlierTasks();

    private static HypernetSpec spec(OutputStrategy output) {
        return new HypernetSpec(
                new Condition(2, 0), List.of(new Dense(4), Activation.TANH), output, List.of(), HypernetInit.XAVIER);
    }

    static List<OutputStrategy> strategies() {
        return List.of(new GenerateOnce(), new ChunkWise(5, 3));
    }

    private void remember(int count, boolean importance) {
        for (int task = 0; task < count; task++) {
            float[] weights = Vectors.normal(TARGET.layout().size(), 50 + task);
            for (int i = 0; i < weights.length; i++) {
                weights[i] = i % 4 == 0 ? 0 : Math.abs(weights[i]);
            }
            earlier.add(Vectors.normal(2, 20 + task), importance ? weights : null);
        }
    }

    /** The penalty, written from its formula in double precision, over all earlier tasks. */
    private double expected(OutputStrategy output, double[] phi, float[] snapshot) {
        Set<String> all =
                TARGET.layout().specs().stream().map(ParameterSpec::name).collect(Collectors.toSet());
        ReferenceHypernet reference = new ReferenceHypernet(spec(output), TARGET, all, List.of());
        double sum = 0;
        for (int task = 0; task < earlier.count(); task++) {
            double[] embedding = Vectors.toDouble(earlier.embedding(task));
            double[] then = reference.generate(Vectors.toDouble(snapshot), embedding, 0);
            double[] now = reference.generate(phi, embedding, 0);
            for (int i = 0; i < now.length; i++) {
                double weight = earlier.importance(task) == null ? 1 : earlier.importance(task)[i];
                sum += weight * Math.pow(then[i] - now[i], 2);
            }
        }
        return BETA * sum / earlier.count();
    }

    private static float[] moved(float[] phi) {
        float[] moved = Vectors.normal(phi.length, 0.2, 31);
        for (int i = 0; i < phi.length; i++) {
            moved[i] += phi[i];
        }
        return moved;
    }

    private void gradientEqualsFiniteDifferences(OutputStrategy output, Targets targets, boolean importance) {
        remember(EARLIER, importance);
        Hypernet hypernet = Hypernet.of(spec(output), TARGET);
        float[] snapshot = hypernet.initialize(5);
        Regularization settings = new Regularization(BETA, true, 0, false, false, targets);
        OutputRegularizer regularizer = new OutputRegularizer(hypernet, settings, snapshot, earlier, 1);
        float[] phi = moved(snapshot);
        float[] gradient = new float[phi.length];
        regularizer.addGradient(phi, 0, gradient);
        double[] wanted = FiniteDifferences.gradient(point -> expected(output, point, snapshot), Vectors.toDouble(phi));
        assertThat(Vectors.relativeError(gradient, wanted)).isLessThanOrEqualTo(1e-4);
        double value = expected(output, Vectors.toDouble(phi), snapshot);
        assertThat(Math.abs(regularizer.value(phi, 0) / value - 1)).isLessThanOrEqualTo(1e-5);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void valueAndGradientEqualTheFormula(OutputStrategy output) {
        gradientEqualsFiniteDifferences(output, Targets.STORED, false);
    }

    @ParameterizedTest
    @EnumSource(Targets.class)
    void weightsCountByTheirImportance(Targets targets) {
        gradientEqualsFiniteDifferences(new ChunkWise(5, 3), targets, true);
    }

    @Test
    void recomputedTargetsGiveTheGradientOfStoredOnes() {
        remember(EARLIER, false);
        Hypernet hypernet = Hypernet.of(spec(new ChunkWise(5, 3)), TARGET);
        float[] snapshot = hypernet.initialize(5);
        float[] phi = moved(snapshot);
        float[] stored = gradientOfTwo(Targets.STORED, hypernet, snapshot, phi);
        float[] recomputed = gradientOfTwo(Targets.RECOMPUTED, hypernet, snapshot, phi);
        assertThat(Vectors.relativeError(recomputed, Vectors.toDouble(stored))).isLessThanOrEqualTo(1e-6);
    }

    private float[] gradientOfTwo(Targets targets, Hypernet hypernet, float[] snapshot, float[] phi) {
        float[] gradient = new float[phi.length];
        Regularization settings = new Regularization(BETA, true, 2, false, false, targets);
        new OutputRegularizer(hypernet, settings, snapshot, earlier, 1).addGradient(phi, 7, gradient);
        return gradient;
    }

    @Test
    void thePenaltyIsZeroWhereTheTaskBegan() {
        remember(EARLIER, false);
        Hypernet hypernet = Hypernet.of(spec(new GenerateOnce()), TARGET);
        float[] phi = hypernet.initialize(5);
        OutputRegularizer regularizer = new OutputRegularizer(hypernet, Regularization.of(BETA), phi, earlier, 1);
        assertThat(regularizer.value(phi, 0)).isLessThan(1e-10);
    }

    @Test
    void aRandomSubsetIsTheSameForTheSameStepAndOnAverageTheWhole() {
        remember(4, false);
        Hypernet hypernet = Hypernet.of(spec(new GenerateOnce()), TARGET);
        float[] snapshot = hypernet.initialize(5);
        float[] phi = moved(snapshot);
        Regularization two = new Regularization(BETA, true, 2, false, false, Targets.STORED);
        OutputRegularizer subset = new OutputRegularizer(hypernet, two, snapshot, earlier, 1);
        OutputRegularizer whole = new OutputRegularizer(hypernet, Regularization.of(BETA), snapshot, earlier, 1);
        assertThat(subset.value(phi, 3)).isEqualTo(subset.value(phi, 3));
        double sum = 0;
        int steps = 4000;
        for (int step = 0; step < steps; step++) {
            sum += subset.value(phi, step);
        }
        assertThat(sum / steps / whole.value(phi, 0)).isBetween(0.98, 1.02);
        assertThat(subset.value(phi, 0)).isNotEqualTo(whole.value(phi, 0));
    }

    @Test
    void theGradientIsAddedToWhatIsThere() {
        remember(EARLIER, false);
        Hypernet hypernet = Hypernet.of(spec(new GenerateOnce()), TARGET);
        float[] snapshot = hypernet.initialize(5);
        float[] phi = moved(snapshot);
        OutputRegularizer regularizer = new OutputRegularizer(hypernet, Regularization.of(BETA), snapshot, earlier, 1);
        float[] once = new float[phi.length];
        float[] twice = new float[phi.length];
        regularizer.addGradient(phi, 0, once);
        regularizer.addGradient(phi, 0, twice);
        regularizer.addGradient(phi, 0, twice);
        double[] doubled = Vectors.toDouble(once);
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] *= 2;
        }
        assertThat(Vectors.relativeError(twice, doubled)).isLessThanOrEqualTo(1e-6);
    }
}
