package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One {@code phi} for targets of several shapes. */
class FamilyTest {
    private static final int TASKS = 2;
    private static final int CONDITION = FamilyCase.CONDITION.size();

    private static float[] conditions(int variant) {
        return Vectors.normal(TASKS * CONDITION, 71 + variant);
    }

    private static float[] gradient(int variant) {
        return Vectors.normal(TASKS * FamilyCase.TARGETS.get(variant).layout().size(), 81 + variant);
    }

    private static double[] condition(int variant, int task) {
        return Vectors.toDouble(conditions(variant), task * CONDITION, CONDITION);
    }

    private static float[] phi(FamilyCase the) {
        return Vectors.normal(the.hypernet().layout().size(), 0.5, 70);
    }

    @ParameterizedTest
    @MethodSource("org.hypernetspark.hyper.FamilyCase#all")
    void countsAreExactForEachVariant(FamilyCase the) {
        List<Hypernet> variants = the.hypernet().variants();
        assertThat(variants).hasSize(3);
        int phi = the.reference().size(CONDITION);
        assertThat(variants.get(0).counts()).isEqualTo(new HypernetCounts(phi, 3, 13, 13, the.unused()));
        assertThat(variants.get(1).counts())
                .isEqualTo(new HypernetCounts(phi, 3, 35, 35, the.roles()[1].length * the.width() - 35));
        assertThat(variants.get(2).counts())
                .isEqualTo(new HypernetCounts(phi, 3, 6, 6, the.roles()[2].length * the.width() - 6));
    }

    @ParameterizedTest
    @MethodSource("org.hypernetspark.hyper.FamilyCase#all")
    void weightsOfEachVariantEqualTheReference(FamilyCase the) {
        float[] phi = phi(the);
        for (int variant = 0; variant < 3; variant++) {
            Hypernet hypernet = the.hypernet().variant(variant);
            Weights theta = hypernet.pass(TASKS).generate(phi, conditions(variant), TASKS);
            for (int task = 0; task < TASKS; task++) {
                int from = theta.offset() + task * theta.stride();
                float[] actual = Arrays.copyOfRange(
                        theta.values(), from, from + hypernet.target().layout().size());
                double[] expected = the.reference(variant, Vectors.toDouble(phi), condition(variant, task));
                assertThat(Vectors.relativeError(actual, expected)).isLessThanOrEqualTo(1e-5);
            }
        }
    }

    private static double product(FamilyCase the, double[] phi) {
        double sum = 0;
        for (int variant = 0; variant < 3; variant++) {
            int size = FamilyCase.TARGETS.get(variant).layout().size();
            for (int task = 0; task < TASKS; task++) {
                double[] theta = the.reference(variant, phi, condition(variant, task));
                sum += Vectors.dot(gradient(variant), task * size, theta);
            }
        }
        return sum;
    }

    private static float[] dPhi(FamilyCase the, int variant, float[] phi) {
        HypernetPass pass = the.hypernet().variant(variant).pass(TASKS);
        pass.generate(phi, conditions(variant), TASKS);
        int size = FamilyCase.TARGETS.get(variant).layout().size();
        for (int task = 0; task < TASKS; task++) {
            int to = pass.dTheta().offset() + task * pass.dTheta().stride();
            System.arraycopy(gradient(variant), task * size, pass.dTheta().values(), to, size);
        }
        float[] dPhi = new float[phi.length];
        Arrays.fill(dPhi, Float.NaN);
        pass.backward(phi, dPhi);
        return dPhi;
    }

    @ParameterizedTest
    @MethodSource("org.hypernetspark.hyper.FamilyCase#all")
    void gradientsOfAllVariantsAddUpToFiniteDifferences(FamilyCase the) {
        float[] phi = phi(the);
        float[] sum = new float[phi.length];
        for (int variant = 0; variant < 3; variant++) {
            float[] own = dPhi(the, variant, phi);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += own[i];
            }
        }
        double[] expected = FiniteDifferences.gradient(point -> product(the, point), Vectors.toDouble(phi));
        assertThat(Vectors.relativeError(sum, expected)).isLessThanOrEqualTo(1e-4);
    }

    @Test
    void aVariantInChunksHasTheBitsOfItsTargetAlone() {
        ChunkWise chunks = new ChunkWise(7, 2);
        HypernetSpec spec = HypernetSpec.of(FamilyCase.CONDITION, FamilyCase.TRUNK, chunks);
        Hypernet family = Hypernet.of(spec, FamilyCase.TARGETS);
        float[] phi = Vectors.normal(family.layout().size(), 0.5, 70);
        for (int variant = 0; variant < 3; variant++) {
            Hypernet alone = Hypernet.of(spec, FamilyCase.TARGETS.get(variant));
            float[] own = Arrays.copyOf(phi, alone.layout().size());
            int size = alone.target().layout().size();
            float[] expected =
                    alone.pass(1).generate(own, conditions(variant), 1).values();
            float[] actual = family.variant(variant)
                    .pass(1)
                    .generate(phi, conditions(variant), 1)
                    .values();
            assertThat(Arrays.copyOf(actual, size)).isEqualTo(Arrays.copyOf(expected, size));
        }
    }

    @Test
    void chunkEmbeddingsOfEachTaskAreAsManyAsTheLargestVariantHasChunks() {
        HypernetSpec spec = HypernetSpec.of(FamilyCase.CONDITION, FamilyCase.TRUNK, new ChunkWise(7, 2, true));
        Hypernet family = Hypernet.of(spec, FamilyCase.TARGETS);
        assertThat(family.variants())
                .allSatisfy(
                        variant -> assertThat(variant.condition().embedding()).isEqualTo(3 + 5 * 2));
    }

    /** Values of a low-rank factor are pieces as weights are. */
    @Test
    void lowRankFactorsWithoutABaseMayDifferInShape() {
        HypernetSpec spec = HypernetSpec.of(
                        FamilyCase.CONDITION, FamilyCase.TRUNK, new ComponentWise(ComponentWise.By.TENSOR, 2))
                .with(new LowRankForm(1, Base.NONE));
        for (Hypernet variant : Hypernet.of(spec, FamilyCase.TARGETS).variants()) {
            float[] theta = variant.pass(1)
                    .generate(variant.initialize(1), conditions(0), 1)
                    .values();
            assertThat(theta.length)
                    .isGreaterThanOrEqualTo(variant.target().layout().size());
            assertThat(theta[0]).isNotZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = InitMethod.class,
            names = {"HYPERFAN_IN", "CHUNKED_HYPERFAN"})
    void weightsOfEachVariantBeginAboutAsSmallAsItsOwnWidthWants(InitMethod method) {
        HypernetSpec spec = new HypernetSpec(
                new Condition(8, 0),
                List.of(),
                new ComponentWise(ComponentWise.By.LAYER, 8),
                List.of(),
                new HypernetInit(method, 1));
        List<Network> targets = List.of(
                Network.of(Shape.of(64), List.of(new Dense(16), new Dense(16), new Dense(4))),
                Network.of(Shape.of(64), List.of(new Dense(64), new Dense(64))));
        Hypernet family = Hypernet.of(spec, targets);
        float[] phi = family.initialize(3);
        for (Hypernet variant : family.variants()) {
            InitialState state = InitialState.of(variant, phi, Probe.standardNormal(variant, 16, 16, 1), 1);
            assertThat(state.warnings(4)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void strategiesThatMakeOneShapeRefuse(OutputStrategy strategy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypernet.of(
                        HypernetSpec.of(FamilyCase.CONDITION, FamilyCase.TRUNK, strategy), FamilyCase.TARGETS))
                .withMessage(
                        "The output " + strategy.name() + " makes targets of one shape, and the target has 3 variants;"
                                + " use the output chunk-wise or component-wise");
    }

    static List<OutputStrategy> others() {
        return List.of(
                new GenerateOnce(), new MultiHead(2, false), new LowRankHead(2), new StructuredChunks(0, 2, false));
    }

    private static void refused(HypernetSpec spec, List<Network> targets, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypernet.of(spec, targets))
                .withMessageContaining(message);
    }

    @Test
    void whatHasTheTargetsOwnShapeInPhiIsRefused() {
        HypernetSpec spec = HypernetSpec.of(FamilyCase.CONDITION, FamilyCase.TRUNK, new ChunkWise(7, 2));
        refused(spec.with(new DeltaForm(Base.TRAINED)), FamilyCase.TARGETS, "The form delta changes base weights");
        HypernetSpec partly = new HypernetSpec(
                FamilyCase.CONDITION, List.of(), new ChunkWise(7, 2), List.of("0.*"), HypernetInit.HYPERFAN_IN);
        refused(partly, FamilyCase.TARGETS, "generate all of it, so leave generate out");
        Network other = Network.of(Shape.of(3), List.of(new Dense(1)));
        refused(spec, List.of(FamilyCase.TARGETS.get(0), other), "see the same input; expected 2, got 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void aVariantThatIsNotThereIsRefused(int number) {
        Hypernet family = FamilyCase.all().get(0).hypernet();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> family.variant(number))
                .withMessage("Expected a variant from 0 to 2, got " + number);
    }
}
