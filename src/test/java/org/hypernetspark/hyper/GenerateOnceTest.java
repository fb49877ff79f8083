package org.hypernetspark.hyper;

import java.util.List;

class GenerateOnceTest extends OutputStrategyContract {
    @Override
    protected List<StrategyCase> cases() {
        return List.of(
                new StrategyCase(new GenerateOnce(), StrategyCase.ALL, 48 + 77 * 9, 0),
                new StrategyCase(new GenerateOnce(), StrategyCase.LAST_LAYER, 48 + 57 * 9 + 20, 0),
                new StrategyCase(new GenerateOnce(), StrategyCase.WEIGHTS, 48 + 72 * 9 + 5, 0));
    }
}
