package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class GlobalPoolTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new GlobalPool(false, null), Shape.of(3, 2, 4), Shape.of(3)),
                new LayerCase(new GlobalPool(true, null), Shape.of(3, 2, 4), Shape.of(3)),
                new LayerCase(new GlobalPool(false, Channels.FIRST), Shape.of(3, 4), Shape.of(3)),
                new LayerCase(new GlobalPool(true, Channels.FIRST), Shape.of(3, 4), Shape.of(3)),
                new LayerCase(new GlobalPool(false, Channels.LAST), Shape.of(5, 2), Shape.of(2)),
                new LayerCase(new GlobalPool(true, Channels.LAST), Shape.of(5, 2), Shape.of(2)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new GlobalPool(false, null), Shape.of(7), Shape.of(1)),
                new LayerCase(new GlobalPool(true, null), Shape.of(3, 4), Shape.of(1)));
    }

    @Test
    void theFirstOfEqualValuesGetsTheGradient() {
        LayerRun run = new LayerRun(new GlobalPool(true, null).bind(Shape.of(1, 2, 2)), 1, 1);
        Arrays.fill(run.pass.x, 4);
        run.forward().backward();
        assertThat(run.pass.dx).containsExactly(run.pass.dy[0], 0, 0, 0);
    }

    @Test
    void aSequenceMustSayWhereItsChannelsStand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GlobalPool(false, null).bind(Shape.of(3, 4)))
                .withMessageContainingAll("3x4", "channels: first or channels: last");
    }
}
