package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkWiseTest extends OutputStrategyContract {
    private static final ChunkWise PER_TASK = new ChunkWise(10, 3, true);

    @Override
    protected List<StrategyCase> cases() {
        return List.of(
                new StrategyCase(new ChunkWise(10, 3), StrategyCase.ALL, 72 + 10 * 9 + 8 * 3, 3),
                new StrategyCase(new ChunkWise(7, 3), StrategyCase.ALL, 72 + 7 * 9 + 11 * 3, 0),
                new StrategyCase(new ChunkWise(1, 3), StrategyCase.ALL, 72 + 9 + 77 * 3, 0),
                new StrategyCase(new ChunkWise(10, 3), StrategyCase.WEIGHTS, 72 + 10 * 9 + 8 * 3 + 5, 8),
                new StrategyCase(new ChunkWise(10, 3), StrategyCase.LAST_LAYER, 72 + 10 * 9 + 6 * 3 + 20, 3),
                new StrategyCase(PER_TASK, StrategyCase.ALL, 72 + 10 * 9, 3).with(StrategyCase.CONDITION, 3 + 8 * 3),
                new StrategyCase(PER_TASK, StrategyCase.ALL, 48 + 8 + 10 * 9, 3).with(new Condition(3, 0), 3 + 8 * 3),
                new StrategyCase(PER_TASK, StrategyCase.WEIGHTS, 32 + 10 * 9 + 5, 8).with(Condition.none(), 8 * 3));
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkWise(0, 3))
                .withMessageContaining("at least 1, got 0 and 3");
    }
}
