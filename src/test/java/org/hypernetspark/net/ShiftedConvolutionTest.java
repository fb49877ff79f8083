package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftedConvolutionTest {
    private static final int BATCH = 11;
    private static final Offset<Float> ROUNDING = Offset.offset(2e-4f);

    private static ShiftedConvolution layer(int height) {
        return (ShiftedConvolution) new Conv2d(4, 3, 5, 2, 2, 1, 1, true).bind(Shape.of(5, height, 7));
    }

    private static LayerRun run(int group) {
        ShiftedConvolution layer = layer(6);
        Layer grouped = ShiftedConvolution.grouped(layer.input(), layer.output(), layer.filters(), group);
        return new LayerRun(grouped, 2, BATCH).forward().backward();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 8, 11})
    void theGroupsOfABatchGiveTogetherWhatItGivesAtOnce(int group) {
        LayerRun groups = run(group);
        LayerRun once = run(100);
        assertThat(groups.pass.y).containsExactly(once.pass.y, ROUNDING);
        assertThat(groups.pass.dx).containsExactly(once.pass.dx, ROUNDING);
        for (int task = 0; task < 2; task++) {
            assertThat(groups.weightGradient(task)).containsExactly(once.weightGradient(task), ROUNDING);
        }
    }

    @Test
    void anImageLargerThanTheCacheIsAGroupOfItsOwn() {
        assertThat(layer(10_000).group()).isEqualTo(1);
    }
}
