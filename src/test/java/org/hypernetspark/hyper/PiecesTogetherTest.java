package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.ComponentWise.By;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LastStep;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Together;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trunks in which the pieces of a task see one another. */
class PiecesTogetherTest extends OutputStrategyContract {
    private static final List<LayerSpec> GRAPH = List.of(new Dense(8), Activation.TANH, new TargetGraph(6, 3));
    /** Weights of {@link #GRAPH} behind 5 values of the condition and 2 or 3 of a piece. */
    private static final int EMBED = 8 * 6 + 6;

    private static final int UNIT = 18 * 6 + 18 + 18 * 6 + 6;
    private static final List<LayerSpec> ATTENTION = List.of(
            new Dense(8), Activation.TANH, new Residual(List.of(new Together(new SelfAttention(2)))), new Dense(5));

    @Override
    protected List<StrategyCase> cases() {
        int unit = EMBED + UNIT;
        return List.of(
                new StrategyCase(
                                new ComponentWise(By.TENSOR, 2),
                                StrategyCase.ALL,
                                64 + unit + 54 * 7 + 4 * 2,
                                4 * 54 - 77)
                        .behind(GRAPH, pairs(0, 1, 2, 3, 0, 2, 0, 3, 1, 2, 1, 3)),
                new StrategyCase(
                                new ComponentWise(By.LAYER, 2),
                                StrategyCase.ALL,
                                64 + unit + 57 * 7 + 2 * 2,
                                2 * 57 - 77)
                        .behind(GRAPH, pairs(0, 1)),
                new StrategyCase(new ChunkWise(30, 3), StrategyCase.ALL, 72 + unit + 30 * 7 + 3 * 3, 90 - 77)
                        .behind(GRAPH, pairs(0, 1, 1, 2, 0, 2)),
                new StrategyCase(new ChunkWise(20, 3, true), StrategyCase.LAST_LAYER, 72 + unit + 20 * 7 + 20, 60 - 57)
                        .with(StrategyCase.CONDITION, 3 + 3 * 3)
                        .behind(GRAPH, pairs(0, 1, 1, 2)),
                new StrategyCase(new ChunkWise(10, 3), StrategyCase.ALL, 72 + 4 * 64 + 45 + 10 * 6 + 8 * 3, 80 - 77)
                        .behind(ATTENTION, List.of()),
                new StrategyCase(new ComponentWise(By.TENSOR, 2), StrategyCase.WEIGHTS, 64 + unit + 54 * 7 + 4 + 5, 36)
                        .behind(GRAPH, pairs(0, 1)));
    }

    private static List<List<Integer>> pairs(int... ends) {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int i = 0; i < ends.length; i += 2) {
            pairs.add(List.of(ends[i], ends[i + 1]));
        }
        return pairs;
    }

    private static List<List<Integer>> edges(List<LayerSpec> layers, OutputStrategy strategy) {
        Network target = Network.of(Shape.of(4), layers);
        return PieceGraph.of(target, target.layout(), strategy.plan(target.layout()))
                .pairs();
    }

    @Test
    void branchesOfAResidualBlockForkAndJoin() {
        Residual projected = new Residual(List.of(new Dense(3), Activation.RELU, new Dense(3)), List.of(new Dense(3)));
        assertThat(edges(
                        List.of(new Dense(5), Activation.RELU, projected, new Dense(2)),
                        new ComponentWise(By.LAYER, 2)))
                .containsExactlyInAnyOrderElementsOf(pairs(0, 1, 1, 2, 0, 3, 2, 4, 3, 4));
    }

    @Test
    void aShortcutWithoutWeightsJoinsTheLayersBeforeAndBehind() {
        Residual plain = new Residual(List.of(new Dense(5), Activation.RELU));
        assertThat(edges(List.of(new Dense(5), plain, new Dense(2)), new ComponentWise(By.LAYER, 2)))
                .containsExactlyInAnyOrderElementsOf(pairs(0, 1, 1, 2, 0, 2));
    }

    @Test
    void layersThatAreNotGeneratedArePassedThrough() {
        Network target = Network.of(Shape.of(4), List.of(new Dense(3), new Dense(5), new Dense(2)));
        HypernetSpec spec = new HypernetSpec(
                StrategyCase.CONDITION,
                GRAPH,
                new ComponentWise(By.LAYER, 2),
                List.of("0.*", "2.*"),
                HypernetInit.HYPERFAN_IN);
        ParameterLayout generated = Hypernet.of(spec, target).generatedTensors();
        assertThat(PieceGraph.of(target, generated, spec.output().plan(generated))
                        .pairs())
                .isEqualTo(pairs(0, 1));
    }

    @Test
    void unitsOfALayerAreJoinedToAllOfTheNext() {
        assertThat(edges(List.of(new Dense(2, false), new Dense(2, false)), new ComponentWise(By.CHANNEL, 2)))
                .containsExactlyInAnyOrderElementsOf(pairs(0, 1, 2, 3, 0, 2, 0, 3, 1, 2, 1, 3));
    }

    @Test
    void aPieceIsToldOfTheOthers() {
        StrategyCase graph = cases().get(0);
        StrategyRun run = new StrategyRun(graph.hypernet()).run(0, 1);
        float[] before = run.theta(0);
        // The embedding of the last tensor, the bias of the last layer.
        run.phi[run.phi.length - 1] += 0.5f;
        assertThat(run.run(0, 1).theta(0)[2]).isNotEqualTo(before[2]);
    }

    /** Hyperfan-in: a weight's variance is 1 / inputs of the linear last layer; the gain of ReLU doubles that of the first. */
    @ParameterizedTest
    @MethodSource("trunks")
    void generatedWeightsBeginWithTheSizesWanted(List<LayerSpec> trunk) {
        Network target = Network.of(Shape.of(20), List.of(new Dense(40), Activation.RELU, new Dense(10)));
        HypernetSpec spec =
                HypernetSpec.of(new Condition(16, 0), trunk, new ComponentWise(ComponentWise.By.TENSOR, 16));
        Hypernet hypernet = Hypernet.of(spec, target);
        double sum = 0;
        for (int seed = 0; seed < 8; seed++) {
            float[] conditions = Vectors.normal(64 * 16, seed);
            float[] theta = hypernet.pass(64)
                    .generate(hypernet.initialize(seed), conditions, 64)
                    .values();
            for (int task = 0; task < 64; task++) {
                for (int i = 0; i < 800; i++) {
                    sum += Math.pow(theta[task * hypernet.target().layout().size() + i], 2);
                }
            }
        }
        double wanted = WantedVariances.of(hypernet).of(InitMethod.HYPERFAN_IN)[0];
        assertThat(sum / (8 * 64 * 800) / wanted).isCloseTo(1, within(0.5));
    }

    static List<List<LayerSpec>> trunks() {
        return List.of(
                List.of(new Dense(32), Activation.RELU, new TargetGraph(32, 3)),
                List.of(
                        new Dense(32),
                        Activation.RELU,
                        new Residual(List.of(new Together(new SelfAttention(4)))),
                        new LayerNorm()));
    }

    private static void assertRefused(LayerSpec layer, OutputStrategy strategy, HypernetInit init, String message) {
        HypernetSpec spec = new HypernetSpec(StrategyCase.CONDITION, List.of(layer), strategy, List.of(), init);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypernet.of(spec, StrategyCase.target()))
                .withMessageContaining(message);
    }

    @Test
    void anOutputInOnePieceIsRefused() {
        assertRefused(
                new TargetGraph(4, 1),
                new GenerateOnce(),
                HypernetInit.HYPERFAN_IN,
                "the output generate-once makes all weights in one piece; choose one of several pieces");
    }

    @Test
    void anOutputOfSeveralNetworksIsRefused() {
        assertRefused(
                new Together(new SelfAttention(1)),
                new StructuredChunks(1, 2, false),
                HypernetInit.HYPERFAN_IN,
                "the output structured makes them by several networks");
    }

    @Test
    void anInitialisationOfSinglePiecesIsRefused() {
        assertRefused(
                new TargetGraph(4, 1),
                new ChunkWise(10, 2),
                HypernetInit.of(InitMethod.CHUNKED_HYPERFAN),
                "this trunk lets pieces see one another");
    }

    @Test
    void aTargetHasNoPiecesToSee() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.of(Shape.of(4), List.of(new Dense(3), new TargetGraph(4, 1))))
                .withMessageContaining("Layer 1 (target-graph): sees rows together");
    }

    @Test
    void aLayerThatMixesThePiecesIntoOneIsRefused() {
        assertRefused(
                new Together(new LastStep()),
                new ChunkWise(10, 2),
                HypernetInit.HYPERFAN_IN,
                "Layer 0 (together): expects a layer that keeps the 8 rows apart");
    }
}
