package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new Embedding(4, 3), Shape.of(2), Shape.of(2, 3)),
                new LayerCase(new Embedding(1, 1), Shape.of(1), Shape.of(1, 1)),
                new LayerCase(new Embedding(3, 2), Shape.of(5), Shape.of(5, 2)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new Embedding(4, 3), Shape.of(2, 3), Shape.of(1)));
    }

    @Override
    protected void fit(LayerCase each, float[] x) {
        int entries = ((Embedding) each.spec()).entries();
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 7 % entries;
        }
    }

    @Test
    void onlyEntriesThatCameInHaveAGradient() {
        LayerRun run = new LayerRun(new Embedding(5, 1).bind(Shape.of(3)), 1, 1);
        run.pass.x = new float[] {4, 1, 4};
        run.forward().backward();
        assertThat(run.weightGradient(0)).containsExactly(0, run.pass.dy[1], 0, 0, run.pass.dy[0] + run.pass.dy[2]);
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, 5, 0.5f, Float.NaN})
    void whatIsNoEntryIsRefused(float value) {
        LayerRun run = new LayerRun(new Embedding(5, 2).bind(Shape.of(1)), 1, 1);
        run.pass.x[0] = value;
        assertThatIllegalArgumentException()
                .isThrownBy(run::forward)
                .withMessage("an embedding layer of 5 entries expects whole numbers from 0 to 4, got " + value);
    }
}
