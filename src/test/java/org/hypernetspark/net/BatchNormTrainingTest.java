package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceBatchNorm;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training: the statistics are those of the task's examples. */
class BatchNormTrainingTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return BatchNormTest.batchNorms();
    }

    private static ReferenceBatchNorm reference(LayerCase each) {
        return new ReferenceBatchNorm((BatchNorm) each.spec(), each.input());
    }

    @Override
    protected double[] referenceOfTask(LayerCase each, double[] weights, double[] x) {
        ReferenceBatchNorm norm = reference(each);
        return norm.forward(weights, norm.statistics(x), x);
    }

    /** That of the output, and of half the squared distance of the weights' statistics from the examples'. */
    @Override
    @ParameterizedTest
    @MethodSource("cases")
    void weightGradientEqualsFiniteDifferences(LayerCase each) {
        LayerRun run = new LayerRun(each.layer(), 1, 3).forward().backward();
        double[] x = Vectors.toDouble(run.pass.x);
        double[][] theirs = reference(each).statistics(x);
        double[] weights = Vectors.toDouble(run.pass.theta, run.pass.weightsAt(0), run.weights);
        double[] expected = FiniteDifferences.gradient(
                w -> Vectors.dot(run.pass.dy, 0, referenceOfTask(each, w, x)) + halfDistance(w, theirs), weights);
        assertThat(Vectors.relativeError(run.weightGradient(0), expected)).isLessThanOrEqualTo(1e-4);
    }

    private static double halfDistance(double[] weights, double[][] statistics) {
        int channels = weights.length / 4;
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += Math.pow(weights[2 * channels + c] - statistics[0][c], 2) / 2;
            sum += Math.pow(weights[3 * channels + c] - Math.log(statistics[1][c] + 1e-5), 2) / 2;
        }
        return sum;
    }

    @Test
    void paddingDoesNotCount() {
        LayerRun padded = new LayerRun(new BatchNorm().bind(Shape.of(3)), 1, 5);
        padded.pass.rows = new int[] {2};
        Arrays.fill(padded.pass.x, 6, 15, 1000);
        Arrays.fill(padded.pass.dy, 6, 15, 0);
        LayerRun without = new LayerRun(padded.layer, 1, 2);
        System.arraycopy(padded.pass.theta, 0, without.pass.theta, 0, padded.pass.theta.length);
        System.arraycopy(padded.pass.x, 0, without.pass.x, 0, 6);
        System.arraycopy(padded.pass.dy, 0, without.pass.dy, 0, 6);
        padded.forward().backward();
        without.forward().backward();
        assertThat(Arrays.copyOf(padded.pass.y, 6)).isEqualTo(without.pass.y);
        assertThat(Arrays.copyOf(padded.pass.dx, 6)).isEqualTo(without.pass.dx);
        assertThat(padded.weightGradient(0)).isEqualTo(without.weightGradient(0));
    }

    @Test
    void aTaskWithoutRowsLearnsNoStatistics() {
        LayerRun run = new LayerRun(new BatchNorm().bind(Shape.of(2)), 1, 3);
        run.pass.rows = new int[] {0};
        Arrays.fill(run.pass.dy, 0);
        assertThat(run.forward().backward().weightGradient(0)).containsOnly(0);
    }

    @Test
    void stepsWithAPartOfTheGradientBringTheStatisticsIntoTheWeights() {
        LayerRun run = new LayerRun(new BatchNorm().bind(Shape.of(1)), 1, 2);
        run.pass.x = new float[] {3, 7};
        for (int i = 0; i < 200; i++) {
            run.forward().backward();
            for (int at = 2; at < 4; at++) {
                run.pass.theta[run.pass.weightsAt(0) + at] -= 0.1f * run.weightGradient(0)[at];
            }
        }
        assertThat(run.pass.theta[run.pass.weightsAt(0) + 2]).isCloseTo(5, within(1e-4f));
        assertThat(run.pass.theta[run.pass.weightsAt(0) + 3]).isCloseTo((float) Math.log(4), within(1e-4f));
    }
}
