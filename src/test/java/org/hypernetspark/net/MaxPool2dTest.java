package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class MaxPool2dTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new MaxPool2d(2), Shape.of(2, 4, 6), Shape.of(2, 2, 3)),
                new LayerCase(new MaxPool2d(2), Shape.of(2, 5, 5), Shape.of(2, 2, 2)),
                new LayerCase(new MaxPool2d(2, 2, 1, 2), Shape.of(2, 4, 5), Shape.of(2, 3, 2)),
                new LayerCase(new MaxPool2d(2, 2, 1, 1), Shape.of(2, 3, 5), Shape.of(2, 2, 4)),
                new LayerCase(new MaxPool2d(3, 2, 1, 3), Shape.of(3, 5, 7), Shape.of(3, 3, 2)),
                new LayerCase(new MaxPool2d(1, 1, 2, 2), Shape.of(1, 4, 4), Shape.of(1, 2, 2)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new MaxPool2d(2), Shape.of(8, 6), Shape.of(1)),
                new LayerCase(new MaxPool2d(2), Shape.of(1, 4, 1), Shape.of(1)));
    }

    @Test
    void theFirstOfEqualValuesGetsTheGradient() {
        LayerRun run = new LayerRun(new MaxPool2d(2).bind(Shape.of(1, 2, 2)), 1, 1);
        Arrays.fill(run.pass.x, 4);
        run.forward().backward();
        assertThat(run.pass.dx).containsExactly(run.pass.dy[0], 0, 0, 0);
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MaxPool2d(0)).withMessageContaining("got kernel 0x0");
    }
}
