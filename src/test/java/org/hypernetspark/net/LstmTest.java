package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class LstmTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Lstm(4), Shape.of(5, 3), Shape.of(5, 4)),
                new LayerCase(new Lstm(1), Shape.of(1, 1), Shape.of(1, 1)),
                new LayerCase(new Lstm(3, true), Shape.of(4, 2), Shape.of(4, 3)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new Lstm(4), Shape.of(6), null), new LayerCase(new Lstm(4), Shape.of(1, 6, 9), null));
    }

    @Test
    void needsAUnitAndTwoToNormalise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lstm(0))
                .withMessageContaining("at least 1 units, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lstm(1, true))
                .withMessageContaining("at least 2 units, got 1");
    }

    @Test
    void theForgetGateBeginsOpen() {
        Network network = Network.of(Shape.of(2, 3), List.of(new Lstm(2)));
        float[] theta = network.layout().initialize(Initializers.he(), 1);
        int bias = network.layout().offset("0.lstm.bias");
        assertThat(Arrays.copyOfRange(theta, bias, theta.length)).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void normalisationBeginsWithTheForgetGateShifted() {
        Network network = Network.of(Shape.of(2, 3), List.of(new Lstm(2, true)));
        float[] theta = network.layout().initialize(Initializers.he(), 1);
        int gain = network.layout().offset("0.lstm.gateGain");
        assertThat(Arrays.copyOfRange(theta, gain, theta.length))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
