package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.RowGroup;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A part of a plan, bound: trunk and head as one network, and where its parameters lie.
 *
 * @param part what the strategy asked for
 * @param network condition and piece embedding in, one piece of weights out
 * @param prefix of the names of its tensors in {@code phi}; empty for the only part
 * @param firstPiece number of pieces of the parts before it
 * @param at where the network's parameters begin in {@code phi}
 * @param embeddingsAt where its piece embeddings begin: in {@code phi}, or in a task's embedding if each task has its own
 */
record Generator(Part part, Network network, String prefix, int firstPiece, int at, int embeddingsAt) {
    /**
     * The networks of a plan: in {@code phi} one after the other, then their piece embeddings.
     *
     * @param edges between the plan's pieces; asked for if a layer of the trunk sees them together
     */
    static List<Generator> of(HypernetSpec spec, GenerationPlan plan, Supplier<Edges> edges) {
        Condition condition = spec.condition();
        List<LayerSpec> trunk = trunk(spec, plan, edges);
        List<Network> networks = new ArrayList<>();
        int embeddingsAt = 0;
        for (Part part : plan.parts()) {
            List<LayerSpec> layers = new ArrayList<>(trunk);
            layers.addAll(part.head());
            networks.add(Network.of(Shape.of(inputs(condition, part)), layers));
            embeddingsAt += networks.get(networks.size() - 1).layout().size();
        }
        List<Generator> result = new ArrayList<>();
        int ownAt = condition.embedding();
        int at = 0;
        int piece = 0;
        for (Part part : plan.parts()) {
            Network network = networks.get(result.size());
            String prefix = networks.size() == 1 ? "" : "part" + result.size() + ".";
            result.add(new Generator(part, network, prefix, piece, at, part.perTask() ? ownAt : embeddingsAt));
            at += network.layout().size();
            piece += part.pieces();
            ownAt += part.perTask() ? part.embeddings() * part.pieceEmbedding() : 0;
            embeddingsAt += part.perTask() ? 0 : part.embeddings() * part.pieceEmbedding();
        }
        return result;
    }

    private static List<LayerSpec> trunk(HypernetSpec spec, GenerationPlan plan, Supplier<Edges> edges) {
        if (!spec.together()) {
            return spec.trunk();
        }
        boolean onePiece = plan.pieces() == 1 && plan.parts().get(0).pieceEmbedding() == 0;
        if (onePiece || plan.parts().size() > 1) {
            throw new IllegalArgumentException(
                    "The trunk has a layer that sees the pieces of a task together, but the output "
                            + spec.output().name()
                            + (onePiece ? " makes all weights in one piece" : " makes them by several networks")
                            + "; choose one of several pieces by one network, such as component-wise or chunk-wise");
        }
        RowGroup pieces = new RowGroup(plan.pieces(), edges.get());
        return spec.trunk().stream().map(layer -> layer.over(pieces)).toList();
    }

    private static int inputs(Condition condition, Part part) {
        int inputs = condition.size() + part.pieceEmbedding();
        if (condition.size() == 0 && !part.perTask()) {
            throw new IllegalArgumentException("A condition needs a task embedding, a task descriptor, or both, unless"
                    + " each task has chunk embeddings of its own (perTask: true)");
        }
        return inputs;
    }

    /** Values of a task's own piece embeddings. */
    int perTaskSize() {
        return part.perTask() ? part.embeddings() * part.pieceEmbedding() : 0;
    }

    /** The layers before the last: what the head reads of. */
    List<LayerSpec> hidden() {
        return network.specs().subList(0, network.specs().size() - 1);
    }

    /** Whether the last layer has a row of weights and a bias for each output. */
    boolean affine() {
        return network.layers().get(network.layers().size() - 1).parameters().stream()
                        .filter(spec -> spec.kind() == ParameterKind.BIAS)
                        .mapToInt(ParameterSpec::size)
                        .sum()
                == part.width();
    }

    /** The network's tensors as they are named in {@code phi}. */
    ParameterLayout layout() {
        return network.layout().prefixed(prefix);
    }

    /** The piece embeddings that lie in {@code phi}: one tensor or none. */
    ParameterLayout embeddings() {
        if (part.perTask() || part.pieceEmbedding() == 0) {
            return ParameterLayout.of(List.of());
        }
        Shape shape = Shape.of(part.embeddings(), part.pieceEmbedding());
        return ParameterLayout.of(
                List.of(new ParameterSpec(prefix + "pieces.embedding", ParameterKind.EMBEDDING, shape, 1, 1)));
    }
}
