package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every output strategy must do: exact counts, weights that equal a float64 reference, gradients that equal central
 * differences of it, tasks together and alone the same, everything used and nothing left over.
 *
 * <p>A strategy's test extends this and names the cases; for a strategy of another library it also says, in {@link #reference},
 * what is generated.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OutputStrategyContract {
    private static final double FORWARD = 1e-5;
    private static final double BACKWARD = 1e-4;
    /** Products of one row and of several run different kernels, which round differently. */
    private static final double SAME = 1e-6;

    /** Hypernets to test. */
    protected abstract List<StrategyCase> cases();

    /**
     * The target's weights for one condition, in plain loops.
     *
     * @param phi trunk, head, piece embeddings, shared tensors, one after the other
     * @param conditions that of the task begins at {@code at}
     */
    protected double[] reference(StrategyCase each, double[] phi, double[] conditions, int at) {
        return each.reference().generate(phi, conditions, at);
    }

    private static StrategyRun run(StrategyCase each) {
        return new StrategyRun(each.hypernet()).run(0, StrategyRun.TASKS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAreExact(StrategyCase each) {
        HypernetCounts counts = each.hypernet().counts();
        long generated = 0;
        for (boolean value : each.generatedValues()) {
            generated += value ? 1 : 0;
        }
        assertThat(counts).isEqualTo(each.counts());
        assertThat(counts.generated()).isEqualTo(generated);
        assertThat(counts.trainable(10)).isEqualTo(counts.phi() + 10 * counts.embedding());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void generatedWeightsEqualTheReference(StrategyCase each) {
        StrategyRun run = run(each);
        for (int task = 0; task < StrategyRun.TASKS; task++) {
            double[] expected = reference(
                    each, Vectors.toDouble(run.phi), Vectors.toDouble(run.conditions), task * run.conditionSize);
            assertThat(Vectors.relativeError(run.theta(task), expected)).isLessThanOrEqualTo(FORWARD);
        }
    }

    private double product(StrategyCase each, StrategyRun run, double[] phi, double[] conditions) {
        double sum = 0;
        for (int task = 0; task < StrategyRun.TASKS; task++) {
            double[] theta = reference(each, phi, conditions, task * run.conditionSize);
            sum += Vectors.dot(run.gradient, task * StrategyRun.THETA, theta);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientOfPhiEqualsFiniteDifferencesInEveryTensor(StrategyCase each) {
        StrategyRun run = run(each);
        double[] conditions = Vectors.toDouble(run.conditions);
        double[] expected =
                FiniteDifferences.gradient(phi -> product(each, run, phi, conditions), Vectors.toDouble(run.phi));
        var layout = each.hypernet().layout();
        Arrays.fill(expected, each.hypernet().trained(), expected.length, 0);
        for (int i = 0; i < layout.specs().size(); i++) {
            int from = layout.offset(i);
            int to = from + layout.specs().get(i).size();
            assertThat(Vectors.relativeError(
                            Arrays.copyOfRange(run.dPhi, from, to), Arrays.copyOfRange(expected, from, to)))
                    .as(layout.specs().get(i).name())
                    .isLessThanOrEqualTo(BACKWARD);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientOfConditionsEqualsFiniteDifferences(StrategyCase each) {
        StrategyRun run = run(each);
        double[] phi = Vectors.toDouble(run.phi);
        double[] expected = FiniteDifferences.gradient(
                conditions -> product(each, run, phi, conditions), Vectors.toDouble(run.conditions));
        assertThat(Vectors.relativeError(run.dConditions(), expected)).isLessThanOrEqualTo(BACKWARD);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void severalTasksAtOnceEqualEachTaskAlone(StrategyCase each) {
        StrategyRun together = run(each);
        double[] dPhi = new double[together.phi.length];
        for (int task = 0; task < StrategyRun.TASKS; task++) {
            StrategyRun alone = new StrategyRun(each.hypernet()).run(task, 1);
            assertThat(Vectors.relativeError(alone.theta(0), Vectors.toDouble(together.theta(task))))
                    .isLessThanOrEqualTo(SAME);
            int from = task * together.conditionSize;
            assertThat(Vectors.relativeError(
                            alone.dConditions(),
                            Vectors.toDouble(together.dConditions(), from, together.conditionSize)))
                    .isLessThanOrEqualTo(SAME);
            Arrays.setAll(dPhi, i -> dPhi[i] + alone.dPhi[i]);
        }
        assertThat(Vectors.relativeError(together.dPhi, dPhi)).isLessThanOrEqualTo(SAME);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGeneratedWeightChangesWithTheConditionAndNoSharedOneDoes(StrategyCase each) {
        StrategyRun run = run(each);
        boolean[] generated = each.generatedValues();
        float[] first = run.theta(0);
        float[] second = run.theta(1);
        for (int i = 0; i < generated.length; i++) {
            assertThat(first[i] != second[i]).as("weight " + i).isEqualTo(generated[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyParameterThatIsUsedGetsAGradient(StrategyCase each) {
        float[] dPhi = run(each).dPhi;
        int trained = each.hypernet().trained();
        long without = 0;
        for (float value : Arrays.copyOf(dPhi, trained)) {
            without += value == 0 ? 1 : 0;
        }
        assertThat(without).isZero();
        assertThat(Arrays.copyOfRange(dPhi, trained, dPhi.length)).containsOnly(new float[dPhi.length - trained]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void frozenPhiGivesTheSameGradientOfConditions(StrategyCase each) {
        StrategyRun frozen = new StrategyRun(each.hypernet()).runFrozen(0, StrategyRun.TASKS);
        assertThat(frozen.dConditions()).isEqualTo(run(each).dConditions());
        assertThat(frozen.dPhi).containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsLeftFromTheStepBefore(StrategyCase each) {
        StrategyRun fresh = new StrategyRun(each.hypernet()).run(2, 1);
        StrategyRun used = run(each).run(2, 1);
        assertThat(used.theta(0)).isEqualTo(fresh.theta(0));
        assertThat(used.dPhi).isEqualTo(fresh.dPhi);
        assertThat(used.dConditions()).isEqualTo(fresh.dConditions());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void phiStaysAsItIs(StrategyCase each) {
        assertThat(run(each).phi).isEqualTo(new StrategyRun(each.hypernet()).phi);
    }
}
