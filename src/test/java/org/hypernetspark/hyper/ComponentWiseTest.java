package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.hyper.ComponentWise.By;
import org.junit.jupiter.api.Test;

class ComponentWiseTest extends OutputStrategyContract {
    @Override
    protected List<StrategyCase> cases() {
        return List.of(
                new StrategyCase(new ComponentWise(By.TENSOR, 2), StrategyCase.ALL, 64 + 54 * 9 + 4 * 2, 4 * 54 - 77),
                new StrategyCase(new ComponentWise(By.LAYER, 2), StrategyCase.ALL, 64 + 57 * 9 + 2 * 2, 2 * 57 - 77),
                new StrategyCase(new ComponentWise(By.CHANNEL, 2), StrategyCase.ALL, 64 + 18 * 9 + 7 * 2, 7 * 18 - 77),
                new StrategyCase(
                        new ComponentWise(By.TENSOR, 2), StrategyCase.WEIGHTS, 64 + 54 * 9 + 2 * 2 + 5, 2 * 54 - 72),
                new StrategyCase(new ComponentWise(By.LAYER, 2), StrategyCase.LAST_LAYER, 64 + 57 * 9 + 2 + 20, 0));
    }

    @Test
    void anEmbeddingOfSizeZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComponentWise(By.LAYER, 0))
                .withMessageContaining("at least 1, got 0");
    }
}
