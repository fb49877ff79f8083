package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Residual;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;

/**
 * The target's computation graph with a plan's pieces as nodes. A layer's pieces are those with values of it, so one that
 * straddles two layers belongs to both. They are joined in their order, and all of them to all of the layer before. Layers
 * without generated tensors are passed through; a residual block forks, and its branches join.
 */
final class PieceGraph {
    private final ParameterLayout raw;
    private final List<Segment> segments;
    private final Set<List<Integer>> pairs = new LinkedHashSet<>();

    private PieceGraph(ParameterLayout raw, List<Segment> segments) {
        this.raw = raw;
        this.segments = segments;
    }

    /**
     * The edges between the pieces.
     *
     * @param raw the tensors that the plan generates, named as the target's
     */
    static Edges of(Network target, ParameterLayout raw, GenerationPlan plan) {
        PieceGraph graph = new PieceGraph(raw, plan.segments());
        graph.walk(target.specs(), "", List.of());
        return new Edges(List.copyOf(graph.pairs));
    }

    /** Goes through layers from those whose outputs come in; returns those whose outputs go out. */
    private List<Set<Integer>> walk(List<LayerSpec> layers, String prefix, List<Set<Integer>> before) {
        List<Set<Integer>> open = before;
        for (int i = 0; i < layers.size(); i++) {
            String name = prefix + i + "." + layers.get(i).name() + ".";
            open = layers.get(i) instanceof Residual residual ? fork(residual, name, open) : layer(name, open);
        }
        return open;
    }

    private List<Set<Integer>> fork(Residual residual, String name, List<Set<Integer>> before) {
        List<Set<Integer>> around = walk(residual.block(), name, before);
        List<Set<Integer>> shortcut = walk(residual.projection(), name + "projection.", before);
        return Stream.concat(around.stream(), shortcut.stream()).distinct().toList();
    }

    private List<Set<Integer>> layer(String name, List<Set<Integer>> before) {
        List<Integer> own = new ArrayList<>(pieces(name));
        for (int i = 1; i < own.size(); i++) {
            join(own.get(i - 1), own.get(i));
        }
        for (Set<Integer> other : before) {
            other.forEach(from -> own.forEach(to -> join(from, to)));
        }
        return own.isEmpty() ? before : List.of(new TreeSet<>(own));
    }

    private void join(int a, int b) {
        if (a != b) {
            pairs.add(List.of(Math.min(a, b), Math.max(a, b)));
        }
    }

    /** The pieces with values of tensors whose names begin so. */
    private Set<Integer> pieces(String name) {
        Set<Integer> pieces = new TreeSet<>();
        for (int i = 0; i < raw.specs().size(); i++) {
            ParameterSpec tensor = raw.specs().get(i);
            int from = raw.offset(i);
            if (tensor.name().startsWith(name)) {
                segments.stream()
                        .filter(run -> run.to() < from + tensor.size() && from < run.to() + run.length())
                        .forEach(run -> pieces.add(run.piece()));
            }
        }
        return pieces;
    }
}
