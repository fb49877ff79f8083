package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class Conv2dTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Conv2d(3, 3), Shape.of(2, 5, 6), Shape.of(3, 3, 4)),
                new LayerCase(new Conv2d(1, 1), Shape.of(2, 3, 3), Shape.of(1, 3, 3)),
                new LayerCase(new Conv2d(2, 3, 2, 2, 3, 1, 2, true), Shape.of(2, 6, 7), Shape.of(2, 3, 4)),
                new LayerCase(new Conv2d(2, 5, 5, 1, 1, 4, 4, true), Shape.of(1, 2, 3), Shape.of(2, 6, 7)),
                new LayerCase(new Conv2d(2, 2, 2, 3, 3, 3, 3, true), Shape.of(1, 2, 2), Shape.of(2, 3, 3)),
                new LayerCase(new Conv2d(3, 4, 3, 1, 1, 0, 0, false), Shape.of(1, 4, 3), Shape.of(3, 1, 1)),
                new LayerCase(new Conv2d(3, 3), Shape.of(8, 5, 6), Shape.of(3, 3, 4)),
                new LayerCase(new Conv2d(1, 3), Shape.of(8, 3, 4), Shape.of(1, 1, 2)),
                new LayerCase(new Conv2d(2, 3, 5, 2, 3, 1, 2, true), Shape.of(5, 6, 7), Shape.of(2, 3, 3)),
                new LayerCase(new Conv2d(2, 5, 5, 1, 1, 4, 4, true), Shape.of(3, 2, 3), Shape.of(2, 6, 7)),
                new LayerCase(new Conv2d(2, 3, 3, 5, 4, 3, 3, true), Shape.of(8, 2, 1), Shape.of(2, 2, 2)),
                new LayerCase(new Conv2d(3, 4, 3, 1, 1, 0, 0, false), Shape.of(6, 4, 3), Shape.of(3, 1, 1)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new Conv2d(3, 3), Shape.of(36), Shape.of(1)),
                new LayerCase(new Conv2d(3, 9), Shape.of(2, 8, 8), Shape.of(1)),
                new LayerCase(new Conv2d(3, 3, 9, 1, 1, 1, 0, true), Shape.of(2, 8, 8), Shape.of(1)));
    }

    @Test
    void theCasesCoverBothWaysToComputeAConvolution() {
        assertThat(cases())
                .extracting(each -> (Object) each.layer().getClass())
                .contains(UnfoldedConvolution.class, ShiftedConvolution.class);
    }

    @Test
    void biasComesBeforeTheWeights() {
        assertThat(new Conv2d(10, 5).bind(Shape.of(3, 8, 8)).parameters())
                .extracting(ParameterSpec::name, ParameterSpec::shape, ParameterSpec::fanIn, ParameterSpec::fanOut)
                .containsExactly(tuple("bias", Shape.of(10), 75, 250), tuple("weight", Shape.of(10, 3, 5, 5), 75, 250));
    }

    @Test
    void aKernelLargerThanThePaddedInputIsNamedWithBothSizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv2d(3, 9, 9, 1, 1, 0, 1, true).bind(Shape.of(1, 8, 8)))
                .withMessageContaining("kernel 9x9 is larger than the input 8x8 with padding 0x1");
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv2d(0, 3))
                .withMessageContaining("1 filter, got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Conv2d(1, 0)).withMessageContaining("got kernel 0x0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv2d(1, 3, 3, 1, 0, 0, 0, true))
                .withMessageContaining("stride 1x0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv2d(1, 3, 3, 1, 1, -1, 0, true))
                .withMessageContaining("padding of 0 or more, got -1x0");
    }
}
