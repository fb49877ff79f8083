package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class Deconv2dTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Deconv2d(3, 3, 1), Shape.of(2, 4, 5), Shape.of(3, 6, 7)),
                new LayerCase(new Deconv2d(2, 2, 2), Shape.of(3, 3, 2), Shape.of(2, 6, 4)),
                new LayerCase(new Deconv2d(2, 4, 3, 2, 3, 1, 1, false), Shape.of(3, 3, 4), Shape.of(2, 6, 10)),
                new LayerCase(new Deconv2d(1, 1, 1), Shape.of(2, 3, 3), Shape.of(1, 3, 3)),
                new LayerCase(new Deconv2d(2, 2, 3), Shape.of(1, 2, 2), Shape.of(2, 5, 5)),
                new LayerCase(new Deconv2d(3, 4, 2), Shape.of(4, 1, 1), Shape.of(3, 4, 4)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new Deconv2d(3, 3, 1), Shape.of(36), Shape.of(1)),
                new LayerCase(new Deconv2d(3, 2, 2, 1, 1, 4, 4, true), Shape.of(2, 4, 4), Shape.of(1)));
    }

    @Test
    void undoesTheShapeOfTheConvolutionWithTheSameWindow() {
        Shape image = Shape.of(3, 9, 11);
        Shape small = new Conv2d(2, 3, 5, 2, 3, 1, 2, true).bind(image).output();
        assertThat(new Deconv2d(3, 3, 5, 2, 3, 1, 2, true).bind(small).output()).isEqualTo(Shape.of(3, 9, 10));
    }

    @Test
    void whatFeedsAnOutputIsCountedWithTheStride() {
        assertThat(new Deconv2d(10, 4, 2).bind(Shape.of(3, 8, 8)).parameters())
                .extracting(ParameterSpec::name, ParameterSpec::shape, ParameterSpec::fanIn, ParameterSpec::fanOut)
                .containsExactly(tuple("bias", Shape.of(10), 12, 160), tuple("weight", Shape.of(3, 10, 4, 4), 12, 160));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deconv2d(0, 2, 2))
                .withMessage("a deconv2d layer needs at least 1 filter, got 0");
    }
}
