package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

/** He's rule as one of variances. */
class VarianceRuleTest extends VarianceRuleContract {
    private record Gained() implements VarianceRule {
        @Override
        public double variance(ParameterSpec tensor, double gain) {
            return tensor.kind() == ParameterKind.WEIGHT ? gain / tensor.fanIn() : 0;
        }
    }

    @Override
    protected VarianceRule rule() {
        return new Gained();
    }

    @Test
    void whatIsNoVarianceIsRefused() {
        HypernetInit init = new HypernetInit(InitMethod.HYPERFAN_IN, 1, (tensor, gain) -> -1);
        Hypernet hypernet = Hypernet.of(
                new HypernetSpec(new Condition(2, 0), List.of(), new GenerateOnce(), List.of(), init),
                Network.of(Shape.of(1), List.of(new Dense(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hypernet.initialize(1))
                .withMessageContaining("give -1.0 for 0.dense.weight");
    }

    @Test
    void methodsWithARuleOfTheirOwnTakeNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HypernetInit(InitMethod.HE, 1, new Gained()))
                .withMessageContaining("he has a rule of its own");
    }
}
