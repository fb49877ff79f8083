package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
    private static ParameterSpec tensor(String name, ParameterKind kind, int... dims) {
        return new ParameterSpec(name, kind, Shape.of(dims), 4, 2);
    }

    private static ParameterSpec weight(String name, int... dims) {
        return tensor(name, ParameterKind.WEIGHT, dims);
    }

    private static final ParameterLayout LAYOUT =
            ParameterLayout.of(List.of(weight("a", 2, 3), tensor("b", ParameterKind.BIAS, 4), weight("c", 5)));

    @Test
    void tensorsLieOneAfterTheOther() {
        assertThat(LAYOUT.offset("a")).isZero();
        assertThat(LAYOUT.offset("b")).isEqualTo(6).isEqualTo(LAYOUT.offset(1));
        assertThat(LAYOUT.offset("c")).isEqualTo(10);
        assertThat(LAYOUT.size()).isEqualTo(15);
    }

    @Test
    void layoutsCanBeJoinedAndPrefixed() {
        ParameterLayout joined = LAYOUT.followedBy(LAYOUT.prefixed("second."));
        assertThat(joined.size()).isEqualTo(30);
        assertThat(joined.offset("second.b")).isEqualTo(21);
    }

    @Test
    void anUnknownNameIsRefusedListingTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAYOUT.offset("d"))
                .withMessageContaining("named d")
                .withMessageContaining("a, b, c");
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAYOUT.followedBy(LAYOUT))
                .withMessageContaining("Two parameters are named a");
    }

    @Test
    void moreValuesThanAnArrayHoldsAreRefused() {
        List<ParameterSpec> large = List.of(weight("a", 1 << 30), weight("b", 1 << 30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterLayout.of(large))
                .withMessageContaining("up to b hold 2147483648 values");
    }

    @Test
    void theFingerprintIsStableAndChangesWithNameKindShapeAndOrder() {
        String fingerprint =
                ParameterLayout.of(List.of(weight("a", 2, 3), weight("b", 6))).fingerprint();
        assertThat(fingerprint).isEqualTo("a14fbd3caeec72c5");
        assertThat(List.of(
                        ParameterLayout.of(List.of(weight("b", 6), weight("a", 2, 3)))
                                .fingerprint(),
                        ParameterLayout.of(List.of(weight("x", 2, 3), weight("b", 6)))
                                .fingerprint(),
                        ParameterLayout.of(List.of(weight("a", 3, 2), weight("b", 6)))
                                .fingerprint(),
                        ParameterLayout.of(List.of(tensor("a", ParameterKind.BIAS, 2, 3), weight("b", 6)))
                                .fingerprint()))
                .doesNotHaveDuplicates()
                .doesNotContain(fingerprint);
    }

    @Test
    void initialValuesOfATensorDependOnItsNameNotItsPlace() {
        float[] here = LAYOUT.initialize(Initializers.he(), 3);
        float[] later =
                ParameterLayout.of(List.of(weight("z", 7))).followedBy(LAYOUT).initialize(Initializers.he(), 3);
        assertThat(Arrays.copyOfRange(later, 7, 22)).isEqualTo(here);
        assertThat(LAYOUT.initialize(Initializers.he(), 4)).isNotEqualTo(here);
    }

    @Test
    void rulesGiveWeightsTheirVarianceAndBiasesZero() {
        ParameterLayout layout = ParameterLayout.of(List.of(
                new ParameterSpec("w", ParameterKind.WEIGHT, Shape.of(100, 100), 50, 30),
                new ParameterSpec("b", ParameterKind.BIAS, Shape.of(100), 50, 30),
                new ParameterSpec("e", ParameterKind.EMBEDDING, Shape.of(100, 100), 1, 1)));
        assertThat(variance(layout.initialize(Initializers.he(), 1), 0, 10_000)).isBetween(0.038, 0.042);
        assertThat(variance(layout.initialize(Initializers.xavier(), 1), 0, 10_000))
                .isBetween(0.0237, 0.0263);
        assertThat(variance(layout.initialize(Initializers.he(), 1), 10_000, 100))
                .isZero();
        assertThat(variance(layout.initialize(Initializers.he(), 1), 10_100, 10_000))
                .isBetween(0.95, 1.05);
        assertThat(layout.initialize(Initializers.constant(3), 1)).containsOnly(3);
        assertThat(variance(layout.initialize(Initializers.uniform(-3, 3), 1), 0, 10_000))
                .isBetween(2.9, 3.1);
    }

    @Test
    void aTensorWithAStartOfItsOwnBeginsAsItSays() {
        ParameterSpec spec = new ParameterSpec("b", ParameterKind.BIAS, Shape.of(6), 1, 1).startingAt(0.0, 1.0, 2.0);
        ParameterLayout layout =
                ParameterLayout.of(List.of(weight("w", 3), spec)).prefixed("0.");
        assertThat(Arrays.copyOfRange(layout.initialize(Initializers.he(), 1), 3, 9))
                .containsExactly(0, 0, 1, 1, 2, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.startingAt(1.0, 2.0, 3.0, 4.0))
                .withMessageContaining("6 values")
                .withMessageContaining("4 equal parts");
    }

    private static double variance(float[] values, int from, int n) {
        return Arrays.stream(Vectors.toDouble(values, from, n))
                .map(v -> v * v)
                .average()
                .orElseThrow();
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(2, 0)).withMessageContaining("[2, 0]");
        assertThatIllegalArgumentException().isThrownBy(Shape::of).withMessageContaining("at least one dimension");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(1 << 20, 1 << 20))
                .withMessageContaining("more values than one array");
        assertThat(Shape.of(1, 28, 28)).hasToString("1x28x28");
    }
}
