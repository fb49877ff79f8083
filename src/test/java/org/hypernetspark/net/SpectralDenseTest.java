package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class SpectralDenseTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new SpectralDense(4, true), Shape.of(5), Shape.of(4)),
                new LayerCase(new SpectralDense(1, true), Shape.of(7), Shape.of(1)),
                new LayerCase(new SpectralDense(3, false), Shape.of(1), Shape.of(3)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new SpectralDense(4, true), Shape.of(1, 6, 9), Shape.of(4)));
    }

    private static float[] run(int units, float[] weights, float... x) {
        Network network = Network.of(Shape.of(x.length), List.of(new SpectralDense(units, false)));
        return network.pass(1, 1).predict(Weights.single(weights), x, 1, 1);
    }

    @Test
    void theLargestSingularValueBecomesOne() {
        float[] diagonal = {3, 0, 0, 0, -5, 0, 0, 0, 2};
        assertThat(run(3, diagonal, 1, 1, 1)).startsWith(new float[] {0.6f, -1, 0.4f}, within(1e-6f));
    }

    @Test
    void noInputBecomesLonger() {
        float[] weights = Vectors.normal(30 * 20, 3, 91);
        for (int seed = 0; seed < 20; seed++) {
            float[] x = Vectors.normal(20, seed);
            assertThat(Kernels.norm(run(30, weights, x), 0, 30)).isLessThan(1.00001 * Kernels.norm(x, 0, 20));
        }
    }

    @Test
    void theScaleOfTheWeightsDoesNotMatter() {
        float[] weights = Vectors.normal(6 * 4, 92);
        float[] larger = weights.clone();
        Kernels.scale(larger.length, 100, larger, 0);
        assertThat(run(6, larger, 1, -2, 3, 0.5f)).startsWith(run(6, weights, 1, -2, 3, 0.5f), within(1e-5f));
    }

    @Test
    void zeroWeightsGiveZeros() {
        assertThat(run(2, new float[6], 1, 2, 3)).startsWith(0, 0);
    }

    @Test
    void needsAUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpectralDense(0, true))
                .withMessageContaining("at least 1 unit, got 0");
    }
}
