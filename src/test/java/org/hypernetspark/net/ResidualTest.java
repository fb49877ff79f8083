package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class ResidualTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Residual(List.of(new Dense(4))), Shape.of(4), Shape.of(4)),
                new LayerCase(new Residual(List.of(Activation.TANH)), Shape.of(3), Shape.of(3)),
                new LayerCase(
                        new Residual(List.of(new Dense(6), Activation.GELU, new Dense(5), Activation.TANH)),
                        Shape.of(5),
                        Shape.of(5)),
                new LayerCase(
                        new Residual(
                                List.of(new Conv2d(3, 3, 3, 1, 1, 1, 1, true), Activation.SIGMOID, new LayerNorm())),
                        Shape.of(3, 4, 4),
                        Shape.of(3, 4, 4)),
                new LayerCase(
                        new Residual(
                                List.of(new Conv2d(3, 3, 3, 2, 2, 1, 1, true)),
                                List.of(new Conv2d(3, 1, 1, 2, 2, 0, 0, false))),
                        Shape.of(2, 4, 4),
                        Shape.of(3, 2, 2)),
                new LayerCase(
                        new Residual(List.of(new Residual(List.of(new Dense(4), Activation.TANH)), new Dense(4))),
                        Shape.of(4),
                        Shape.of(4)),
                new LayerCase(
                        new Residual(List.of(new Flatten(), new Dense(3)), List.of(new Flatten(), new Dense(3, false))),
                        Shape.of(2, 2),
                        Shape.of(3)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new Residual(List.of(new Dense(3))), Shape.of(4), Shape.of(1)),
                new LayerCase(new Residual(List.of(new Dense(3))), Shape.of(4, 2), Shape.of(1)));
    }

    @Test
    void aBlockThatChangesTheShapeIsRefusedWithBothShapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Residual(List.of(new Dense(3))).bind(Shape.of(4)))
                .withMessageContainingAll("the block makes 3 of 4", "added to it is 4", "a projection");
    }

    @Test
    void weightsAreNamedByBlockAndProjection() {
        LayerSpec spec = new Residual(List.of(new Dense(3)), List.of(new Dense(3, false)));
        assertThat(Network.of(Shape.of(4), List.of(Activation.TANH, spec))
                        .layout()
                        .specs())
                .extracting(ParameterSpec::name)
                .containsExactly(
                        "1.residual.0.dense.weight", "1.residual.0.dense.bias", "1.residual.projection.0.dense.weight");
    }

    @Test
    void dropoutInsideHasAMaskOfItsOwn() {
        Dropout dropout = new Dropout(0.5);
        Network network = Network.of(Shape.of(1000), List.of(new Residual(List.of(dropout)), new Flatten()));
        Network outside = Network.of(Shape.of(1000), List.of(dropout, new Flatten()));
        float[] x = LayerRun.filled(1000, 1);
        float[] inside = run(network, x);
        float[] mask = run(outside, x);
        int same = 0;
        for (int i = 0; i < 1000; i++) {
            same += inside[i] - 1 == mask[i] ? 1 : 0;
        }
        assertThat(same).isBetween(440, 560);
    }

    private static float[] run(Network network, float[] x) {
        return network.pass(1, 1).forward(Weights.single(new float[0]), x, 1, 1, true, new long[] {5});
    }
}
