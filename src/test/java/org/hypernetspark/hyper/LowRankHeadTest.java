package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LowRankHeadTest extends OutputStrategyContract {
    @Override
    protected List<StrategyCase> cases() {
        StrategyCase all = new StrategyCase(new LowRankHead(3), StrategyCase.ALL, 48 + 3 * 8 + 77 * 4, 0);
        return List.of(
                all,
                new StrategyCase(new LowRankHead(1), StrategyCase.ALL, 48 + 8 + 77 * 2, 0),
                new StrategyCase(new LowRankHead(3), StrategyCase.WEIGHTS, 48 + 3 * 8 + 72 * 4 + 5, 0),
                all.in(new LowRankForm(1, Base.TRAINED), 48 + 3 * 8 + 37 * 4 + 77, 0, 0));
    }

    @Test
    void aRankOfZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowRankHead(0))
                .withMessageContaining("at least 1, got 0");
    }
}
