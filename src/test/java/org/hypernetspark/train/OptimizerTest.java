package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.hypernetspark.param.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private static final int SIZE = 37;
    private static final int STEPS = 20;
    private static final float SCALE = 0.25f;

    static Stream<OptimizerSpec> rules() {
        OptimizerSpec.Kind sgd = OptimizerSpec.Kind.SGD;
        OptimizerSpec.Kind adam = OptimizerSpec.Kind.ADAM;
        LearningRateSchedule constant = LearningRateSchedule.CONSTANT;
        return Stream.of(
                OptimizerSpec.sgd(0.1, 0),
                OptimizerSpec.sgd(0.1, 0.9),
                new OptimizerSpec(sgd, 0.1, 0, 0.999, 1e-8, 0.05, constant),
                new OptimizerSpec(sgd, 0.1, 0.9, 0.999, 1e-8, 0.05, constant),
                OptimizerSpec.adam(0.01),
                new OptimizerSpec(adam, 0.01, 0.8, 0.99, 1e-3, 0.05, constant),
                OptimizerSpec.adamW(0.01, 0.1));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void twentyStepsMeetTheRuleInDoublePrecision(OptimizerSpec spec) {
        float[] values = gradient(0);
        double[] expected = reference(spec, values.clone());
        float[][] slots = new Optimizer(spec).newSlots(SIZE);
        for (int step = 1; step <= STEPS; step++) {
            new Optimizer(spec).update(values, 0, SIZE, gradient(step), SCALE, slots, step, rateFactor(step));
        }
        for (int i = 0; i < SIZE; i++) {
            assertThat((double) values[i]).isCloseTo(expected[i], within(2e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aStepLengthThatIsKeptChangesNothing(OptimizerSpec spec) {
        Optimizer optimizer = new Optimizer(spec);
        AdamSize kept = new AdamSize(optimizer);
        float[] expected = gradient(0);
        float[] actual = expected.clone();
        float[][] expectedSlots = optimizer.newSlots(SIZE);
        float[][] actualSlots = optimizer.newSlots(SIZE);
        for (int step : new int[] {1, 2, 2, 3, 1}) {
            float[] gradient = gradient(step);
            for (double factor : new double[] {1, 1, 0.5}) {
                optimizer.update(expected, 0, SIZE, gradient, SCALE, expectedSlots, step, factor);
                optimizer.update(actual, 0, SIZE, gradient, SCALE, actualSlots, step, factor, kept);
            }
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(actualSlots).isDeepEqualTo(expectedSlots);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void slicesEqualTheWholeBitForBit(OptimizerSpec spec) {
        Optimizer optimizer = new Optimizer(spec);
        float[] whole = gradient(0);
        float[] sliced = whole.clone();
        float[][] wholeSlots = optimizer.newSlots(SIZE);
        float[][] slicedSlots = optimizer.newSlots(SIZE);
        for (int step = 1; step <= STEPS; step++) {
            float[] gradient = gradient(step);
            optimizer.update(whole, 0, SIZE, gradient, SCALE, wholeSlots, step, 1);
            optimizer.update(sliced, 13, SIZE, gradient, SCALE, slicedSlots, step, 1);
            optimizer.update(sliced, 0, 13, gradient, SCALE, slicedSlots, step, 1);
        }
        assertThat(sliced).isEqualTo(whole);
        assertThat(slicedSlots).isDeepEqualTo(wholeSlots);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void momentsOfValuesWithoutGradientDoNotBecomeSubnormal(OptimizerSpec spec) {
        Optimizer optimizer = new Optimizer(spec);
        float[][] slots = optimizer.newSlots(SIZE);
        optimizer.update(new float[SIZE], 0, SIZE, gradient(1), SCALE, slots, 1, 1);
        // Without weight decay, which is a gradient too.
        float[] resting = new float[SIZE];
        for (int step = 2; step <= 3000; step++) {
            optimizer.update(new float[SIZE], 0, SIZE, resting, SCALE, slots, step, 1);
        }
        for (float[] slot : slots) {
            for (float moment : slot) {
                // Times a short step's length too.
                boolean normal = Math.abs(moment) * 1e-6f >= Float.MIN_NORMAL;
                assertThat(moment == 0 || normal).as("%s", moment).isTrue();
            }
        }
    }

    @Test
    void meanIsScaledDownToTheLimitAndOnlyDown() {
        float[] sum = {9, 6, 8, 9};
        assertThat(Optimizer.meanScale(sum, 1, 2, 2, 0)).isEqualTo(0.5f);
        assertThat(Optimizer.meanScale(sum, 1, 2, 2, 6)).isEqualTo(0.5f);
        assertThat(Optimizer.meanScale(sum, 1, 2, 2, 1)).isEqualTo(0.1f);
    }

    private static double rateFactor(int step) {
        return 1.0 / (1 + step % 3);
    }

    private static float[] gradient(int step) {
        RandomStream random = new RandomStream(step);
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double[] reference(OptimizerSpec spec, float[] start) {
        double[] w = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double value = start[i];
            double first = 0;
            double second = 0;
            for (int step = 1; step <= STEPS; step++) {
                double rate = spec.learningRate() * rateFactor(step);
                boolean decoupled = spec.kind() == OptimizerSpec.Kind.ADAMW;
                double g = SCALE * gradient(step)[i] + (decoupled ? 0 : spec.weightDecay() * value);
                if (spec.kind() == OptimizerSpec.Kind.SGD) {
                    first = spec.momentum() * first + g;
                    value -= rate * first;
                    continue;
                }
                first = spec.momentum() * first + (1 - spec.momentum()) * g;
                second = spec.beta2() * second + (1 - spec.beta2()) * g * g;
                double mean = first / (1 - Math.pow(spec.momentum(), step));
                double variance = second / (1 - Math.pow(spec.beta2(), step));
                value -= decoupled ? rate * spec.weightDecay() * value : 0;
                value -= rate * mean / (Math.sqrt(variance) + spec.epsilon());
            }
            w[i] = value;
        }
        return w;
    }
}
