package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MultiHeadTest extends OutputStrategyContract {
    private static final List<Integer> TENSORS = List.of(2, 18, 54, 3);

    @Override
    protected List<StrategyCase> cases() {
        return List.of(
                new StrategyCase(new MultiHead(0, false), StrategyCase.ALL, TENSORS, 48 + 77 * 9, 0),
                new StrategyCase(new MultiHead(0, true), StrategyCase.ALL, TENSORS, 48 + 77 * 3, 0),
                new StrategyCase(new MultiHead(1, true), StrategyCase.ALL, List.of(77), 48 + 77 * 9, 0),
                new StrategyCase(new MultiHead(2, true), StrategyCase.ALL, List.of(74, 3), 48 + 77 * 5, 0),
                new StrategyCase(new MultiHead(0, true), StrategyCase.WEIGHTS, List.of(18, 54), 48 + 72 * 5 + 5, 0),
                new StrategyCase(
                        new MultiHead(0, false), StrategyCase.LAST_LAYER, List.of(54, 3), 48 + 57 * 9 + 20, 0));
    }

    @Test
    void aTrunkThatCannotBeSplitEvenlyIsRefused() {
        List<String> three = List.of("0.*", "3.dense.weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrategyCase(new MultiHead(0, true), three, 0, 0).hypernet())
                .withMessageContaining("trunk's 8 outputs cannot be split evenly over 3 heads");
    }

    @Test
    void aNegativeNumberOfHeadsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultiHead(-1, false))
                .withMessageContaining("got -1");
    }
}
