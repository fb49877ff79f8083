package org.hypernetspark.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class GraphTest extends LayerContract {
    /** A triangle with a tail, and node 4 alone. */
    private static final Edges EDGES = new Edges(List.of(List.of(0, 1), List.of(1, 2), List.of(2, 0), List.of(3, 2)));

    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new MeanGraph(3, EDGES), Shape.of(5, 2), Shape.of(5, 3)),
                new LayerCase(new MeanGraph(2, Edges.chain()), Shape.of(3, 4), Shape.of(3, 2)),
                new LayerCase(new GatedGraph(3, 2, EDGES), Shape.of(5, 2), Shape.of(5, 3)),
                new LayerCase(new GatedGraph(2, 1, Edges.chain()), Shape.of(1, 1), Shape.of(1, 2)));
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(
                new LayerCase(new MeanGraph(3, EDGES), Shape.of(3, 2), null),
                new LayerCase(new GatedGraph(3, 2, Edges.chain()), Shape.of(8), null));
    }

    @Test
    void sizesAndEdgesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeanGraph(0, EDGES))
                .withMessageContaining("at least 1 unit, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatedGraph(2, 0, EDGES))
                .withMessageContaining("got 2 units and 0 steps");
        for (List<Integer> pair : List.of(List.of(1), List.of(2, 2), List.of(-1, 0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Edges(List.of(pair)))
                    .withMessageContaining("two different nodes")
                    .withMessageContaining("got " + pair);
        }
    }

    @Test
    void aMessageComesAsFarAsThereAreSteps() {
        for (int steps = 1; steps <= 3; steps++) {
            Network network = Network.of(Shape.of(5, 1), List.of(new GatedGraph(2, steps, Edges.chain())));
            Weights theta = Weights.single(Vectors.normal(network.layout().size(), 1));
            float[] before =
                    network.pass(1, 1).predict(theta, new float[5], 1, 1).clone();
            float[] after = network.pass(1, 1).predict(theta, new float[] {1, 0, 0, 0, 0}, 1, 1);
            for (int node = 0; node < 5; node++) {
                assertThat(after[2 * node] != before[2 * node]).isEqualTo(node <= steps);
            }
        }
    }
}
