package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class KernelWiseTest {
    private static final int INNER = 3;
    private static final int CONDITION = 4;
    private static final int BLOCK_EMBEDDING = 2;
    private static final int KERNEL = 9;

    /** Kernels of 2 filters by 2 channels and of 4 by 2: one block and two. */
    private static Hypernet small() {
        Network target =
                Network.of(Shape.of(2, 7, 7), List.of(new Conv2d(2, 3), new Conv2d(4, 3), new Flatten(), new Dense(2)));
        return Hypernet.of(
                new HypernetSpec(
                        new Condition(CONDITION, 0),
                        List.of(),
                        new KernelWise(INNER, BLOCK_EMBEDDING),
                        List.of("*.conv2d.weight"),
                        HypernetInit.HYPERFAN_IN),
                target);
    }

    /** The kernels by the paper's formulas: block 0 is the first kernel, blocks 1 and 2 the filters 0-1 and 2-3 of the second. */
    private static double[] kernels(double[] phi, double[] condition) {
        double[] values = new double[3 * 2 * 2 * KERNEL];
        int inputs = CONDITION + BLOCK_EMBEDDING;
        int wOut = 2 * INNER * (inputs + 1);
        int embeddings = wOut + 2 * KERNEL * (INNER + 1);
        for (int block = 0; block < 3; block++) {
            for (int channel = 0; channel < 2; channel++) {
                double[] a = new double[INNER];
                for (int k = 0; k < INNER; k++) {
                    int row = channel * INNER + k;
                    a[k] = phi[2 * INNER * inputs + row];
                    for (int j = 0; j < inputs; j++) {
                        double z = j < CONDITION
                                ? condition[j]
                                : phi[embeddings + block * BLOCK_EMBEDDING + j - CONDITION];
                        a[k] += phi[row * inputs + j] * z;
                    }
                }
                for (int out = 0; out < 2 * KERNEL; out++) {
                    double value = phi[wOut + 2 * KERNEL * INNER + out];
                    for (int k = 0; k < INNER; k++) {
                        value += phi[wOut + out * INNER + k] * a[k];
                    }
                    int filter = out / KERNEL;
                    values[((block * 2 + filter) * 2 + channel) * KERNEL + out % KERNEL] = value;
                }
            }
        }
        return values;
    }

    private static double[] pick(Hypernet hypernet, Weights theta) {
        double[] values = new double[3 * 2 * 2 * KERNEL];
        int first = hypernet.target().layout().offset("0.conv2d.weight");
        int second = hypernet.target().layout().offset("1.conv2d.weight");
        for (int i = 0; i < values.length; i++) {
            int one = 2 * 2 * KERNEL;
            values[i] = theta.values()[i < one ? first + i : second + i - one];
        }
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void kernelsFollowThePapersEquations() {
        Hypernet hypernet = small();
        float[] phi = Vectors.normal(hypernet.layout().size(), 3);
        float[] condition = Vectors.normal(CONDITION, 4);
        Weights theta = hypernet.pass(1).generate(phi, condition, 1);
        double[] expected = kernels(Vectors.toDouble(phi), Vectors.toDouble(condition));
        assertThat(Vectors.relativeError(pick(hypernet, theta), expected)).isLessThan(1e-5);
    }

    @Test
    void gradientsEqualCentralDifferences() {
        Hypernet hypernet = small();
        float[] phi = Vectors.normal(hypernet.layout().size(), 3);
        float[] condition = Vectors.normal(CONDITION, 4);
        HypernetPass pass = hypernet.pass(1);
        pass.generate(phi, condition, 1);
        float[] upstream = Vectors.normal(pass.dTheta().stride(), 5);
        System.arraycopy(upstream, 0, pass.dTheta().values(), 0, upstream.length);
        double[] wanted = pick(hypernet, new Weights(upstream, 0, 0));
        float[] dPhi = new float[phi.length];
        float[] dCondition = pass.backward(phi, dPhi).clone();

        int generator = hypernet.sharedAt();
        double[] numeric = FiniteDifferences.gradient(
                values -> dot(wanted, kernels(values, Vectors.toDouble(condition))), Vectors.toDouble(phi));
        assertThat(Vectors.relativeError(Arrays.copyOf(dPhi, generator), Arrays.copyOf(numeric, generator)))
                .isLessThan(1e-4);
        double[] numericCondition = FiniteDifferences.gradient(
                values -> dot(wanted, kernels(Vectors.toDouble(phi), values)), Vectors.toDouble(condition));
        assertThat(Vectors.relativeError(dCondition, numericCondition)).isLessThan(1e-4);
    }

    @Test
    void theNetworkForMnistHasThePublishedNumberOfParameters() {
        Network target = Network.of(
                Shape.of(1, 28, 28),
                List.of(
                        new Conv2d(16, 7, 7, 1, 1, 3, 3, true),
                        Activation.RELU,
                        new MaxPool2d(2),
                        new Conv2d(16, 7, 7, 1, 1, 3, 3, true),
                        Activation.RELU,
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(10)));
        Hypernet hypernet = Hypernet.of(
                new HypernetSpec(
                        new Condition(4, 0),
                        List.of(),
                        new KernelWise(4, 4),
                        List.of("3.conv2d.weight"),
                        HypernetInit.HYPERFAN_IN),
                target);
        HypernetCounts counts = hypernet.counts();
        assertThat(counts.generated()).isEqualTo(12_544);
        assertThat(counts.phi() - (counts.theta() - counts.generated())).isEqualTo(4_240);
    }

    @Test
    void onlyKernelsAreMade() {
        Network dense = Network.of(Shape.of(4), List.of(new Dense(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Hypernet.of(HypernetSpec.of(new Condition(4, 0), List.of(), new KernelWise(4, 4)), dense))
                .withMessageContaining("0.dense.weight of shape");
    }
}
