package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class CosineEncodingTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new CosineEncoding(), Shape.of(5), Shape.of(10)),
                new LayerCase(new CosineEncoding(-2, 2), Shape.of(3), Shape.of(6)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new CosineEncoding(), Shape.of(1, 6, 9), Shape.of(108)));
    }

    private static float[] encode(float... x) {
        Network network = Network.of(Shape.of(x.length), List.of(new CosineEncoding()));
        return network.pass(1, 1).predict(Weights.single(new float[0]), x, 1, 1);
    }

    @Test
    void cosinesComeFirstThenSines() {
        float half = (float) Math.sqrt(0.5);
        assertThat(encode(0, 0.5f, 1)).startsWith(new float[] {1, half, 0, 0, half, 1}, within(1e-6f));
    }

    @Test
    void theNormIsTheSameForEveryInput() {
        for (float x : new float[] {-3, 0, 0.01f, 0.3f, 1, 20}) {
            float[] y = encode(x);
            assertThat(y[0] * y[0] + y[1] * y[1]).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void valuesOutsideAreTakenAsTheNearestBound() {
        assertThat(encode(-1)).startsWith(encode(0));
        assertThat(encode(7)).startsWith(encode(1));
    }

    @Test
    void boundsMustAscend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineEncoding(1, 1))
                .withMessageContaining("the second above the first, got 1.0 and 1.0");
    }
}
