package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceLosses;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

/**
 * What every loss must do: means over unmasked labels that equal a float64 reference, gradients that equal central differences of
 * it, the same bits for tasks together and alone.
 *
 * <p>A loss's test extends this; for a loss of another library it also says, in {@link #reference}, what the loss computes.
 */
public abstract class LossContract {
    private static final double RELATIVE = 1e-5;

    /** The loss. */
    protected abstract Loss loss();

    /** A valid label for a uniform number in [0, 1), with four outputs. */
    protected abstract double label(double uniform);

    /** Outputs of one example. */
    protected int width() {
        return 4;
    }

    /** Shape of the outputs tested; labels belong to groups of {@link #width}. */
    protected Shape output() {
        return Shape.of(width());
    }

    LossCase aCase() {
        return new LossCase(loss(), output(), this::label);
    }

    private double reference(LossCase each, int task, double[] outputs) {
        int n = LossCase.BATCH * each.pass.width;
        double[] output = Arrays.copyOfRange(outputs, task * n, (task + 1) * n);
        int labelsAt = task * LossCase.BATCH * each.labelWidth;
        return reference(output, each.pass.labels, each.pass.mask, labelsAt);
    }

    /**
     * The mean loss over the unmasked labels of one task, in plain loops; 0 if all are masked.
     *
     * @param output {@code [examples, width]}
     * @param labelsAt where the task's labels and their mask begin
     */
    protected double reference(double[] output, float[] labels, float[] mask, int labelsAt) {
        return ReferenceLosses.mean(loss(), output, width(), labels, mask, labelsAt);
    }

    @Test
    void lossesEqualTheReferenceAndMaskedLabelsDoNotLeak() {
        LossCase each = aCase().compute();
        for (int task = 0; task < LossCase.TASKS; task++) {
            double expected = reference(each, task, Vectors.toDouble(each.pass.output));
            assertThat(each.pass.losses[task]).isCloseTo(expected, within(RELATIVE * Math.max(1, expected)));
        }
    }

    @Test
    void gradientEqualsFiniteDifferencesOfTheMeans() {
        LossCase each = aCase().compute();
        double[] expected = FiniteDifferences.gradient(
                outputs -> reference(each, 0, outputs) + reference(each, 1, outputs) + reference(each, 2, outputs),
                Vectors.toDouble(each.pass.output));
        assertThat(Vectors.relativeError(each.pass.dOutput, expected)).isLessThanOrEqualTo(RELATIVE);
    }

    @Test
    void countsAreTheUnmaskedLabels() {
        LossCase each = aCase().compute();
        int n = LossCase.BATCH * each.labelWidth;
        double[] expected = new double[LossCase.TASKS];
        for (int i = 0; i < each.pass.mask.length; i++) {
            expected[i / n] += each.pass.mask[i];
        }
        assertThat(each.pass.counts).isEqualTo(expected);
    }

    @Test
    void maskedLabelsHaveNoGradientAndAMaskedTaskHasLossZero() {
        LossCase each = aCase().compute();
        int outputsOfALabel = each.pass.width / each.labelWidth;
        for (int i = 0; i < each.pass.output.length; i++) {
            if (each.pass.mask[i / outputsOfALabel] == 0) {
                assertThat(each.pass.dOutput[i]).isZero();
            }
        }
        assertThat(each.pass.losses[LossCase.TASKS - 1]).isZero();
    }

    @Test
    void severalTasksAtOnceAreBitEqualToEachTaskAlone() {
        LossCase together = aCase().compute();
        int n = LossCase.BATCH * together.pass.width;
        for (int task = 0; task < LossCase.TASKS; task++) {
            LossPass alone = together.alone(task).compute().pass;
            assertThat(alone.losses[0]).isEqualTo(together.pass.losses[task]);
            assertThat(alone.counts[0]).isEqualTo(together.pass.counts[task]);
            assertThat(Arrays.copyOf(alone.dOutput, n))
                    .isEqualTo(Arrays.copyOfRange(together.pass.dOutput, task * n, (task + 1) * n));
        }
    }

    @Test
    void gradientMayOverwriteTheOutput() {
        LossCase apart = aCase().compute();
        LossCase same = aCase();
        same.pass.dOutput = same.pass.output;
        same.compute();
        assertThat(same.pass.output).isEqualTo(apart.pass.dOutput);
        assertThat(same.pass.losses).isEqualTo(apart.pass.losses);
    }

    @Test
    void gradientMayBeLeftOut() {
        LossCase each = aCase();
        each.pass.dOutput = null;
        assertThat(each.compute().pass.losses).isEqualTo(aCase().compute().pass.losses);
    }

    @Test
    void outputsAndLabelsStayAsTheyAre() {
        LossCase each = aCase().compute();
        assertThat(each.pass.output).isEqualTo(aCase().pass.output);
        assertThat(each.pass.labels).isEqualTo(aCase().pass.labels);
        assertThat(each.pass.mask).isEqualTo(aCase().pass.mask);
    }

    @Test
    void hugeOutputsGiveFiniteLossesAndGradients() {
        LossCase each = aCase();
        for (int i = 0; i < each.pass.output.length; i++) {
            each.pass.output[i] *= 1000;
        }
        each.compute();
        assertThat(each.pass.losses).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(each.pass.dOutput).doesNotContain(Float.NaN);
    }

    @Test
    void labelsAreAsManyAsDeclared() {
        assertThat(loss().labelWidth(output())).isEqualTo(expectedLabelWidth());
    }

    /** Labels of one example. */
    protected int expectedLabelWidth() {
        return width();
    }
}
