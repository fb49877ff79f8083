package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hypernetspark.param.AdamKernel;
import org.hypernetspark.param.Simd;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against {@link Optimizer}, which {@link OptimizerTest} holds against the rule. Tests run with the Vector API. */
class AdamKernelTest {
    private static final int SIZE = 100;
    private static final int AT = 7;
    private static final int GRADIENT_AT = 3;
    private static final float SCALE = 0.25f;

    private final AdamKernel kernel = Simd.adam().orElseThrow();

    static Stream<Arguments> rulesAndSizes() {
        OptimizerSpec decay =
                new OptimizerSpec(OptimizerSpec.Kind.ADAM, 0.01, 0.8, 0.99, 1e-3, 0.05, LearningRateSchedule.CONSTANT);
        return Stream.of(OptimizerSpec.adam(0.01), decay, OptimizerSpec.adamW(0.01, 0.1))
                .flatMap(spec -> Stream.of(1, 3, 16, 37, SIZE - AT).map(n -> Arguments.of(spec, n)));
    }

    @ParameterizedTest
    @MethodSource("rulesAndSizes")
    void aGradientOfAnotherPlaceGivesTheSameBits(OptimizerSpec spec, int n) {
        Optimizer optimizer = new Optimizer(spec);
        float[] expected = Vectors.normal(SIZE, 1);
        float[] values = expected.clone();
        float[][] expectedSlots = optimizer.newSlots(SIZE);
        float[][] slots = optimizer.newSlots(SIZE);
        for (int i = 0; i < SIZE; i++) {
            // From where moments stop shrinking to where they are what they are.
            expectedSlots[0][i] = slots[0][i] = (float) Math.pow(10, -i / 2.5);
        }
        for (int step = 1; step <= 5; step++) {
            float[] gradient = Vectors.normal(SIZE, step + 1L);
            Arrays.fill(gradient, SIZE / 2, SIZE, 0);
            float[] moved = Arrays.copyOfRange(gradient, AT - GRADIENT_AT, SIZE);
            optimizer.update(expected, AT, AT + n, gradient, SCALE, expectedSlots, step, 0.5);
            kernel.update(
                    values,
                    slots[0],
                    slots[1],
                    AT,
                    n,
                    moved,
                    GRADIENT_AT,
                    SCALE,
                    optimizer.coupledDecay(),
                    optimizer.beta1(),
                    optimizer.beta2(),
                    optimizer.adamSize(step, 0.5),
                    optimizer.adamEpsilon(step),
                    optimizer.keep(0.5));
        }
        assertThat(values).isEqualTo(expected);
        assertThat(slots).isDeepEqualTo(expectedSlots);
    }
}
