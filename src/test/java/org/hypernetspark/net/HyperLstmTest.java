package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class HyperLstmTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new HyperLstm(4, 3, 2), Shape.of(3, 2), Shape.of(3, 4)),
                new LayerCase(new HyperLstm(2, 2, 1), Shape.of(1, 1), Shape.of(1, 2)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new HyperLstm(4, 3, 2), Shape.of(6), null));
    }

    @Test
    void sizesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HyperLstm(1, 4, 2))
                .withMessageContaining("units of at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HyperLstm(4, 1, 2))
                .withMessageContaining("hyperUnits of at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HyperLstm(4, 4, 0))
                .withMessageContaining("embedding of at least 1, got 0");
    }

    @Test
    void tensorsLieWhereTheLayerLooksForThem() {
        HyperLstm spec = new HyperLstm(5, 3, 2);
        ParameterLayout layout = Network.of(Shape.of(4, 7), List.of(spec)).layout();
        HyperLstmWeights weights = new HyperLstmWeights(spec, 7);
        assertThat(layout.offset("0.hyper-lstm.recurrent")).isEqualTo(weights.recurrent());
        assertThat(layout.offset("0.hyper-lstm.hyperRecurrent")).isEqualTo(weights.hyperRecurrent());
        assertThat(layout.offset("0.hyper-lstm.scaleEmbedding")).isEqualTo(weights.embed());
        assertThat(layout.offset("0.hyper-lstm.scale")).isEqualTo(weights.make());
        assertThat(layout.offset("0.hyper-lstm.gateGain")).isEqualTo(weights.norm());
    }

    /** The scales begin as 0.1 everywhere, which normalisation removes (but for the epsilon beside the variance). */
    @Test
    void beginsAsALayerNormalisedLstm() {
        Network hyper = Network.of(Shape.of(6, 3), List.of(new HyperLstm(8, 4, 2)));
        Network plain = Network.of(Shape.of(6, 3), List.of(new Lstm(8, true)));
        float[] phi = hyper.layout().initialize(Initializers.he(), 1);
        float[] theta = plain.layout().initialize(Initializers.he(), 2);
        int shared = plain.layout().offset("0.lstm.gateGain");
        System.arraycopy(phi, 0, theta, 0, shared);
        float[] x = Vectors.normal(6 * 3, 3);
        float[] expected = plain.pass(1, 1).predict(Weights.single(theta), x, 1, 1);
        float[] actual = hyper.pass(1, 1).predict(Weights.single(phi), x, 1, 1);
        int size = 6 * 8;
        assertThat(Vectors.relativeError(Arrays.copyOf(actual, size), Vectors.toDouble(Arrays.copyOf(expected, size))))
                .isLessThan(1e-2);
    }
}
