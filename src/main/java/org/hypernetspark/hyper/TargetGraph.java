package org.hypernetspark.hyper;

import org.hypernetspark.net.GatedGraph;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.RowGroup;
import org.hypernetspark.param.Shape;

/**
 * A layer of the trunk that passes messages over the target's computation graph (graph hypernetworks: Zhang, Ren and Urtasun
 * 2019, synchronous propagation). Nodes are the pieces of a task's weights; pieces of layers that follow one another are
 * joined, and those of one layer in their order; messages flow both ways. Each node is moved by {@link GatedGraph}.
 *
 * @param units size of a node's state
 * @param steps how often states move, so over how many layers a message comes
 */
public record TargetGraph(int units, int steps) implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public TargetGraph {
        if (units < 1 || steps < 1) {
            throw new IllegalArgumentException("a target graph layer needs at least 1 unit and 1 step, got " + units
                    + " units and " + steps + " steps");
        }
    }

    @Override
    public String name() {
        return "target-graph";
    }

    @Override
    public boolean grouped() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the rows are those of a support set
     */
    @Override
    public LayerSpec over(RowGroup group) {
        if (group.set()) {
            throw new IllegalArgumentException(
                    "Rows of a support set are no graph: a target graph layer belongs into the"
                            + " hypernet's trunk; let rows attend to one another instead");
        }
        return group.together(name(), new GatedGraph(units, steps, group.edges()));
    }

    @Override
    public Layer bind(Shape input) {
        throw RowGroup.unknown();
    }
}
