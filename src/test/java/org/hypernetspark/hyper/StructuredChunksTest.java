package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class StructuredChunksTest extends OutputStrategyContract {
    @Override
    protected List<StrategyCase> cases() {
        StrategyCase units = new StrategyCase(
                new StructuredChunks(1, 3, false), StrategyCase.ALL, 2 * 72 + (10 + 19) * 9 + (2 + 3) * 3, 0);
        StrategyCase own =
                new StrategyCase(new StructuredChunks(2, 3, true), StrategyCase.ALL, 2 * 72 + (20 + 57) * 9, 0);
        return List.of(
                units,
                new StrategyCase(
                        new StructuredChunks(2, 3, false), StrategyCase.ALL, 2 * 72 + (20 + 57) * 9 + 2 * 3, 0),
                new StrategyCase(
                        new StructuredChunks(1, 3, false),
                        StrategyCase.WEIGHTS,
                        2 * 72 + (9 + 18) * 9 + (2 + 3) * 3 + 5,
                        0),
                new StrategyCase(new StructuredChunks(3, 3, false), StrategyCase.LAST_LAYER, 72 + 57 * 9 + 3 + 20, 0),
                own.with(StrategyCase.CONDITION, 3 + 2 * 3),
                new StrategyCase(new StructuredChunks(1, 3, true), StrategyCase.ALL, 2 * 32 + (10 + 19) * 9, 0)
                        .with(Condition.none(), 5 * 3),
                units.in(new DeltaForm(Base.FROZEN), 2 * 72 + (10 + 19) * 9 + (2 + 3) * 3, 0, 77));
    }

    @Test
    void layersOfOneShapeShareANetwork() {
        Network target = Network.of(
                Shape.of(6),
                List.of(
                        new Dense(6),
                        Activation.RELU,
                        new Dense(6),
                        Activation.RELU,
                        new Dense(9),
                        Activation.RELU,
                        new Dense(2)));
        GenerationPlan plan = new StructuredChunks(0, 4, false).plan(target.layout());
        assertThat(plan.parts()).extracting(Part::pieces).containsExactly(7, 1);
        assertThat(plan.parts()).extracting(Part::width).containsExactly(3 * 7, 2 * 10);
        assertThat(plan.unused()).isZero();
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StructuredChunks(-1, 0, false))
                .withMessageContaining("got -1 and 0");
    }
}
