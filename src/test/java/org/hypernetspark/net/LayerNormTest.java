package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class LayerNormTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new LayerNorm(), Shape.of(6), Shape.of(6)),
                new LayerCase(new LayerNorm(), Shape.of(3, 2, 2), Shape.of(3, 2, 2)),
                new LayerCase(new LayerNorm(Channels.LAST), Shape.of(4, 5), Shape.of(4, 5)),
                new LayerCase(new LayerNorm(Channels.FIRST), Shape.of(4, 5), Shape.of(4, 5)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new LayerNorm(), Shape.of(3, 4), Shape.of(1)),
                new LayerCase(new LayerNorm(), Shape.of(1), Shape.of(1)));
    }

    @Test
    void weightsOfZeroAreThePlainNormalisation() {
        LayerRun run = new LayerRun(new LayerNorm().bind(Shape.of(2)), 1, 1);
        Arrays.fill(run.pass.theta, 0);
        run.pass.x[0] = 7;
        run.pass.x[1] = 3;
        assertThat(run.forward().pass.y).containsExactly(new float[] {1, -1}, within(1e-5f));
    }
}
