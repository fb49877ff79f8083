package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated at the start, against the formulas of Chang et al. 2020. */
class HypernetInitTest {
    private static final int TASKS = 64;
    private static final int CONDITION = 50;
    private static final List<LayerSpec> RELU_TRUNK = List.of(new Dense(200), Activation.RELU);
    private static final Network TARGET = Network.of(
            Shape.of(60), List.of(new Dense(100), Activation.RELU, new Dense(40), Activation.TANH, new Dense(10)));
    private static final Network BARE = Network.of(Shape.of(100), List.of(new Dense(50, false), Activation.RELU));

    private static Hypernet hypernet(
            Network target, List<LayerSpec> trunk, OutputStrategy output, InitMethod method, double headScale) {
        HypernetInit init = new HypernetInit(method, headScale);
        return Hypernet.of(new HypernetSpec(new Condition(CONDITION, 0), trunk, output, List.of(), init), target);
    }

    private static Weights generate(Hypernet hypernet) {
        float[] conditions = Vectors.normal(TASKS * CONDITION, 81);
        return hypernet.pass(TASKS).generate(hypernet.initialize(3), conditions, TASKS);
    }

    /** The second moment of {@code n} values of each task that begin at {@code at}. */
    private static double moment(Weights theta, int at, int n) {
        double sum = 0;
        for (int task = 0; task < TASKS; task++) {
            for (int i = at; i < at + n; i++) {
                double value = theta.values()[theta.offset() + task * theta.stride() + i];
                sum += value * value;
            }
        }
        return sum / TASKS / n;
    }

    private static double moment(Hypernet hypernet, int tensor) {
        return moment(
                generate(hypernet),
                hypernet.target().layout().offset(tensor),
                hypernet.target().layout().specs().get(tensor).size());
    }

    /** The wanted variances of the six tensors of {@link #TARGET}, all of its layers with generated biases. */
    private static double[] wanted(InitMethod method) {
        return switch (method) {
            case HYPERFAN_OUT -> new double[] {2 / 100.0, 2 * (1 - 0.6), 1 / 40.0, 0, 1 / 10.0, 0};
            case HYPERFAN_HARMONIC ->
                new double[] {2 / (60.0 + 50.0), 2 / (1 / 1.0 + 1 / 0.8), 2 / (200.0 + 40.0), 0, 2 / (80.0 + 10.0), 0};
            default -> new double[] {2 / 120.0, 1, 1 / 200.0, 0.5, 1 / 80.0, 0.5};
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"HYPERFAN_IN", "HYPERFAN_OUT", "HYPERFAN_HARMONIC"})
    void eachTensorIsGeneratedWithTheVarianceOfTheFormula(InitMethod method) {
        for (OutputStrategy output : List.of(new GenerateOnce(), new MultiHead(0, false), new MultiHead(4, true))) {
            Hypernet hypernet = hypernet(TARGET, RELU_TRUNK, output, method, 1);
            double[] wanted = wanted(method);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(moment(hypernet, i))
                        .as("%s, tensor %d", output, i)
                        .isCloseTo(wanted[i], within(0.3 * wanted[i]));
            }
        }
    }

    @Test
    void theHarmonicMeanOfFanIn100AndFanOut50Is00267() {
        Hypernet hypernet = hypernet(BARE, RELU_TRUNK, new GenerateOnce(), InitMethod.HYPERFAN_HARMONIC, 1);
        assertThat(WantedVariances.of(hypernet).of(InitMethod.HYPERFAN_HARMONIC)[0])
                .isCloseTo(0.0267, within(5e-5));
        assertThat(moment(hypernet, 0)).isCloseTo(0.0267, within(0.003));
    }

    static Stream<List<LayerSpec>> trunks() {
        return Stream.of(
                List.of(),
                List.of(new Dense(30), Activation.TANH, new Dense(80), Activation.SIGMOID),
                List.of(new Dense(100), Activation.RELU, new Dense(100), Activation.RELU, new Dense(100)));
    }

    @ParameterizedTest
    @MethodSource("trunks")
    void theVarianceDoesNotDependOnTheTrunk(List<LayerSpec> trunk) {
        Hypernet hypernet = hypernet(BARE, trunk, new GenerateOnce(), InitMethod.HYPERFAN_IN, 1);
        assertThat(moment(hypernet, 0)).isCloseTo(0.02, within(0.005));
    }

    @Test
    void withSharedBiasesWeightsHaveTheWholeVariance() {
        HypernetSpec spec = new HypernetSpec(
                new Condition(CONDITION, 0),
                RELU_TRUNK,
                new GenerateOnce(),
                List.of("*.weight"),
                HypernetInit.HYPERFAN_IN);
        assertThat(moment(Hypernet.of(spec, TARGET), 0)).isCloseTo(2 / 60.0, within(0.008));
    }

    static Stream<OutputStrategy> inPieces() {
        return Stream.of(
                new ChunkWise(1000, 8),
                new ComponentWise(ComponentWise.By.LAYER, 8),
                new ComponentWise(ComponentWise.By.TENSOR, 8));
    }

    @ParameterizedTest
    @MethodSource("inPieces")
    void inPiecesHyperfanInGivesAnOutputTheMeanOfWhatItBecomes(OutputStrategy output) {
        Hypernet hypernet = hypernet(TARGET, RELU_TRUNK, output, InitMethod.HYPERFAN_IN, 1);
        Weights theta = generate(hypernet);
        double sum = 0;
        double wanted = 0;
        double[] variances = WantedVariances.of(hypernet).of(InitMethod.HYPERFAN_IN);
        for (int i = 0; i < variances.length; i++) {
            sum += moment(theta, i, 1);
            wanted += variances[i];
        }
        assertThat(sum).isCloseTo(wanted, within(0.25 * wanted));
    }

    @ParameterizedTest
    @MethodSource("inPieces")
    void chunkedHyperfanGivesEachPieceItsOwnVariance(OutputStrategy output) {
        Hypernet hypernet = hypernet(TARGET, RELU_TRUNK, output, InitMethod.CHUNKED_HYPERFAN, 1);
        Weights theta = generate(hypernet);
        double[] variances = WantedVariances.of(hypernet).of(InitMethod.CHUNKED_HYPERFAN);
        for (GenerationPlan.Segment piece : hypernet.plan().segments()) {
            double wanted = 0;
            for (int i = 0; i < piece.length(); i++) {
                wanted += variances[piece.to() + i] / piece.length();
            }
            assertThat(moment(theta, piece.to(), piece.length()))
                    .as(piece.toString())
                    .isBetween(0.4 * wanted, 2.2 * wanted);
        }
    }

    @Test
    void chunkedHyperfanNeedsPieces() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hypernet(TARGET, RELU_TRUNK, new GenerateOnce(), InitMethod.CHUNKED_HYPERFAN, 1))
                .withMessageContaining("chunked-hyperfan puts variance into the embeddings of chunks or components")
                .withMessageContaining("use hyperfan-in");
    }

    @Test
    void biasHyperinitBeginsWithOneOrdinaryNetworkForAllTasks() {
        for (OutputStrategy output : List.of(new GenerateOnce(), new MultiHead(0, false))) {
            Hypernet hypernet = hypernet(TARGET, RELU_TRUNK, output, InitMethod.BIAS_HYPERINIT, 1);
            Weights theta = generate(hypernet);
            int size = TARGET.layout().size();
            for (int task = 1; task < TASKS; task++) {
                for (int i = 0; i < size; i++) {
                    assertThat(theta.values()[task * theta.stride() + i]).isEqualTo(theta.values()[i]);
                }
            }
            assertThat(moment(hypernet, 0)).isCloseTo(2 / 60.0, within(0.002));
            assertThat(moment(hypernet, 1)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HYPERFAN_IN", "XAVIER", "HE"})
    void headScaleScalesWhatIsGenerated(InitMethod method) {
        float[] whole = generate(hypernet(TARGET, RELU_TRUNK, new GenerateOnce(), method, 1))
                .values();
        float[] tenth = generate(hypernet(TARGET, RELU_TRUNK, new GenerateOnce(), method, 0.1))
                .values();
        int n = TASKS * TARGET.layout().size();
        for (int i = 0; i < n; i++) {
            assertThat(tenth[i]).isCloseTo(0.1f * whole[i], within(1e-4f));
        }
    }

    @Test
    void headScaleIsAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HypernetInit(InitMethod.HE, 0))
                .withMessage("headScale must be a number above 0, got 0.0");
    }
}
