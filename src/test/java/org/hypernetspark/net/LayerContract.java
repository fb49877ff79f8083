package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceNetwork;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every layer must do: shapes as declared, outputs that equal a float64 reference, gradients that equal central differences
 * of it, the same bits for tasks together and alone, nothing written where it does not belong.
 *
 * <p>A layer's test extends this and names the cases; for a layer of another library it also says, in {@link #reference}, what
 * the layer computes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LayerContract {
    private static final int TASKS = 3;
    private static final int BATCH = 2;
    private static final double FORWARD = 1e-5;
    private static final double BACKWARD = 1e-4;

    /** Layers with inputs that fit. */
    protected abstract List<LayerCase> cases();

    /** Layers with inputs that do not fit; the output is not read. */
    protected List<LayerCase> misfits() {
        return List.of();
    }

    protected List<LayerCase> casesWithWeights() {
        return cases().stream()
                .filter(each -> !each.layer().parameters().isEmpty())
                .toList();
    }

    protected List<LayerCase> casesInPlace() {
        return cases().stream().filter(each -> each.layer().inPlace()).toList();
    }

    protected List<LayerCase> casesThatForgetTheOutput() {
        return cases().stream().filter(each -> !each.layer().readsOutput()).toList();
    }

    /** Whether the layer is called as in training. */
    protected boolean training() {
        return true;
    }

    /** Inputs the layer can read, in place of the normal ones in {@code x}. */
    protected void fit(LayerCase each, float[] x) {}

    private LayerRun run(LayerCase each) {
        LayerRun run = new LayerRun(each.layer(), TASKS, BATCH);
        run.pass.training = training();
        fit(each, run.pass.x);
        return run;
    }

    /** The layer's mask as a factor of each input: all ones, but for dropout. */
    protected double[] factors(LayerRun run) {
        double[] ones = new double[run.pass.x.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputShapeIsAsDeclared(LayerCase each) {
        assertThat(each.layer().output()).isEqualTo(each.output());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputEqualsTheReference(LayerCase each) {
        LayerRun run = run(each).forward();
        double[] expected = reference(each, run, doubles(run.pass.theta), doubles(run.pass.x));
        assertThat(Vectors.relativeError(run.pass.y, expected)).isLessThanOrEqualTo(FORWARD);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputGradientEqualsFiniteDifferences(LayerCase each) {
        LayerRun run = run(each).forward().backward();
        double[] theta = doubles(run.pass.theta);
        double[] expected = FiniteDifferences.gradient(
                x -> Vectors.dot(run.pass.dy, 0, reference(each, run, theta, x)), doubles(run.pass.x));
        assertThat(Vectors.relativeError(run.pass.dx, expected)).isLessThanOrEqualTo(BACKWARD);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("casesWithWeights")
    void weightGradientEqualsFiniteDifferences(LayerCase each) {
        LayerRun run = run(each).forward().backward();
        double[] x = doubles(run.pass.x);
        double[] expected = FiniteDifferences.gradient(
                theta -> Vectors.dot(run.pass.dy, 0, reference(each, run, theta, x)), doubles(run.pass.theta));
        for (int task = 0; task < TASKS; task++) {
            int at = run.pass.weightsAt(task);
            assertThat(Vectors.relativeError(
                            run.weightGradient(task), Arrays.copyOfRange(expected, at, at + run.weights)))
                    .isLessThanOrEqualTo(BACKWARD);
        }
    }

    private double[] reference(LayerCase each, LayerRun run, double[] theta, double[] x) {
        double[] factors = factors(run);
        double[] masked = new double[x.length];
        Arrays.setAll(masked, i -> x[i] * factors[i]);
        double[] y = new double[TASKS * BATCH * each.output().size()];
        for (int task = 0; task < TASKS; task++) {
            int at = run.pass.weightsAt(task);
            double[] weights = Arrays.copyOfRange(theta, at, at + run.weights);
            int in = BATCH * each.input().size();
            double[] result = referenceOfTask(each, weights, Arrays.copyOfRange(masked, task * in, (task + 1) * in));
            System.arraycopy(result, 0, y, task * result.length, result.length);
        }
        return y;
    }

    /** What the layer computes for the examples {@code x [batch, input]} of one task with these weights: each by itself. */
    protected double[] referenceOfTask(LayerCase each, double[] weights, double[] x) {
        int in = each.input().size();
        int out = each.output().size();
        double[] y = new double[x.length / in * out];
        for (int example = 0; example < x.length / in; example++) {
            double[] one = reference(each, weights, Arrays.copyOfRange(x, example * in, (example + 1) * in));
            System.arraycopy(one, 0, y, example * out, out);
        }
        return y;
    }

    /** What the layer computes for one example with these weights, in plain loops. */
    protected double[] reference(LayerCase each, double[] weights, double[] x) {
        return ReferenceNetwork.forward(Network.of(each.input(), List.of(each.spec())), weights, 0, x, 0);
    }

    private static double[] doubles(float[] values) {
        return Vectors.toDouble(values);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void severalTasksAtOnceAreBitEqualToEachTaskAlone(LayerCase each) {
        LayerRun together = run(each).forward().backward();
        for (int task = 0; task < TASKS; task++) {
            LayerRun alone = together.alone(task).forward().backward();
            assertThat(together.outputOf(task)).isEqualTo(alone.pass.y);
            assertThat(together.inputGradientOf(task)).isEqualTo(alone.pass.dx);
            assertThat(together.weightGradient(task)).isEqualTo(alone.weightGradient(0));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runningAgainGivesTheSameBits(LayerCase each) {
        LayerRun once = run(each).forward().backward();
        LayerRun twice = run(each).forward().backward().forward().backward();
        assertThat(twice.pass.y).isEqualTo(once.pass.y);
        assertThat(twice.pass.dx).isEqualTo(once.pass.dx);
        assertThat(twice.pass.dTheta).isEqualTo(once.pass.dTheta);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputsWeightsAndOutputGradientStayAsTheyAre(LayerCase each) {
        LayerRun run = run(each);
        float[] x = run.pass.x.clone();
        float[] theta = run.pass.theta.clone();
        float[] dy = run.pass.dy.clone();
        run.forward().backward();
        assertThat(run.pass.x).isEqualTo(x);
        assertThat(run.pass.theta).isEqualTo(theta);
        assertThat(run.pass.dy).isEqualTo(dy);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsWrittenBesideTheGradient(LayerCase each) {
        LayerRun run = run(each).forward().backward();
        assertThat(run.besideTheGradient()).containsOnly(LayerRun.UNTOUCHED);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsThatAreNotWantedAreLeftOut(LayerCase each) {
        LayerRun both = run(each).forward().backward();
        LayerRun weightsOnly = run(each).forward();
        weightsOnly.pass.dx = null;
        LayerRun inputOnly = run(each).forward();
        inputOnly.pass.dTheta = null;
        weightsOnly.backward();
        inputOnly.backward();
        assertThat(weightsOnly.pass.dTheta).isEqualTo(both.pass.dTheta);
        assertThat(inputOnly.pass.dx).isEqualTo(both.pass.dx);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("casesInPlace")
    void inPlaceIsTheSameAsNotInPlace(LayerCase each) {
        LayerRun apart = run(each).forward().backward();
        LayerRun inPlace = run(each);
        inPlace.pass.y = inPlace.pass.x;
        inPlace.pass.dx = inPlace.pass.dy;
        inPlace.forward();
        assertThat(inPlace.pass.y).isEqualTo(apart.pass.y);
        if (!each.layer().readsOutput()) {
            Arrays.fill(inPlace.pass.y, Float.NaN);
        }
        inPlace.backward();
        assertThat(inPlace.pass.dx).isEqualTo(apart.pass.dx);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("casesThatForgetTheOutput")
    void outputMayBeOverwrittenUnlessBackwardReadsIt(LayerCase each) {
        LayerRun expected = run(each).forward().backward();
        LayerRun overwritten = run(each).forward();
        Arrays.fill(overwritten.pass.y, Float.NaN);
        overwritten.backward();
        assertThat(overwritten.pass.dx).isEqualTo(expected.pass.dx);
        assertThat(overwritten.pass.dTheta).isEqualTo(expected.pass.dTheta);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("misfits")
    void inputThatDoesNotFitIsRefusedNamingItsShape(LayerCase each) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.of(each.input(), List.of(each.spec())))
                .withMessageStartingWith("Layer 0 (" + each.spec().name() + "): ")
                .withMessageContaining(
                        each.input().dims().get(each.input().rank() - 1).toString());
    }
}
