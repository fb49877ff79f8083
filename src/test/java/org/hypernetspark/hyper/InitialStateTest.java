package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class InitialStateTest {
    private static final long SEED = 4;

    private static Hypernet hypernet(Network target, HypernetInit init) {
        return Hypernet.of(
                new HypernetSpec(
                        new Condition(32, 0),
                        List.of(new Dense(64), Activation.RELU),
                        new GenerateOnce(),
                        List.of(),
                        init),
                target);
    }

    private static Network deep(int layers) {
        List<LayerSpec> specs = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            specs.add(new Dense(150, false));
            specs.add(Activation.RELU);
        }
        return Network.of(Shape.of(150), specs);
    }

    private static InitialState state(Network target, HypernetInit init) {
        Hypernet hypernet = hypernet(target, init);
        return InitialState.of(hypernet, hypernet.initialize(SEED), Probe.standardNormal(hypernet, 8, 40, SEED), SEED);
    }

    @Test
    void oneLinearLayerWithoutATrunkHasTheNumbersDoneByHand() {
        Network target = Network.of(Shape.of(2), List.of(new Dense(1, false)));
        HypernetSpec spec = HypernetSpec.of(new Condition(1, 0), List.of(), new GenerateOnce());
        Hypernet hypernet = Hypernet.of(spec, target);
        float[] phi = {3, 0, 0, 0};
        List<Probe> probes = List.of(new Probe(new float[] {1}, new float[] {1, 5, -1, 5}));
        InitialState state = InitialState.of(hypernet, phi, probes, SEED);
        // theta is [3, 0]: mean 1.5, deviation 1.5; outputs are 3 and -3.
        assertThat(state.tensors().get(0).deviation()).isCloseTo(1.5, within(1e-6));
        assertThat(state.tensors().get(0).he()).isCloseTo(1, within(1e-12));
        assertThat(state.tensors().get(0).xavier()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-12));
        assertThat(state.layers().get(0).activation()).isCloseTo(3, within(1e-6));
    }

    @Test
    void hyperfanInKeepsActivationsFlatThroughFiveLayersAndWarnsOfNothing() {
        InitialState state = state(deep(5), HypernetInit.HYPERFAN_IN);
        assertThat(state.warnings(4)).isEmpty();
        double first = state.layers().get(1).activation();
        double last = state.layers().get(9).activation();
        assertThat(last / first).isBetween(0.4, 2.5);
    }

    @Test
    void heOnTheHeadExplodesWithDepthAndIsWarnedOf() {
        InitialState state = state(deep(5), HypernetInit.HE);
        assertThat(state.layers().get(9).activation()).isGreaterThan(1e4);
        assertThat(state.warnings(4))
                .anyMatch(line -> line.startsWith("weights of 0.dense.weight have a standard deviation of")
                        && line.endsWith("times larger than He and Xavier want"))
                .anyMatch(line ->
                        line.startsWith("outputs of 9.relu") && line.endsWith("times larger than the inputs have"));
    }

    @Test
    void aTinyHeadIsWarnedOf() {
        InitialState state = state(deep(2), new HypernetInit(InitMethod.HYPERFAN_IN, 0.01));
        assertThat(state.warnings(4)).anyMatch(line -> line.contains("smaller than He and Xavier want"));
    }
}
