package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.hypernetspark.hyper.TargetGraph;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.GatedGraph;
import org.hypernetspark.net.Gru;
import org.hypernetspark.net.HyperLstm;
import org.hypernetspark.net.LastStep;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Lstm;
import org.hypernetspark.net.MeanGraph;
import org.hypernetspark.net.OneHot;
import org.hypernetspark.net.PositionWise;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Together;

/**
 * Layers over sequences {@code [length, features]} and graphs {@code [nodes, features]}:
 *
 * <ul>
 *   <li>{@code {lstm: 64, layerNorm: false}}, {@code {gru: 64}}
 *   <li>{@code {hyperLstm: 64, hyperUnits: 16, embedding: 4}}
 *   <li>{@code {attention: 4, headSize: 16, units: 64, causal: false}}; 4 heads; sizes by the input if left out
 *   <li>{@code {graph: 32, edges: [[0, 1], [1, 2]]}}, {@code {gatedGraph: 32, steps: 2, edges: chain}}; a chain if left out
 *   <li>{@code {targetGraph: 32, steps: 2}}, {@code {together: {attention: 4}}}: layers that see rows together
 *   <li>{@code {positionWise: {dense: 10}}}, {@code lastStep}, {@code {oneHot: 26}}
 * </ul>
 */
final class SequenceLayerTypes {
    private static final String LSTM = "lstm";
    private static final String LAYER_NORM = "layerNorm";
    private static final String HYPER_LSTM = "hyperLstm";
    private static final String ATTENTION = "attention";
    private static final String GATED_GRAPH = "gatedGraph";
    private static final String GRAPH = "graph";
    private static final String EDGES = "edges";
    private static final String STEPS = "steps";
    private static final String TARGET_GRAPH = "targetGraph";
    private static final String TOGETHER = "together";
    private static final String POSITION_WISE = "positionWise";
    private static final int HYPER_UNITS = 16;
    private static final int EMBEDDING = 4;
    private static final int GRAPH_STEPS = 2;

    static final List<ConfigType<? extends LayerSpec>> TABLE = List.of(
            NamedType.of(
                    LSTM,
                    Lstm.class,
                    node -> new Lstm(node.child(LSTM).integer(1), node.flag(LAYER_NORM, false)),
                    (lstm, node) -> node.put(LSTM, lstm.units()).put(LAYER_NORM, lstm.layerNorm()),
                    LAYER_NORM),
            NamedType.of(
                    "gru",
                    Gru.class,
                    node -> new Gru(node.child("gru").integer(1)),
                    (gru, node) -> node.put("gru", gru.units())),
            NamedType.of(
                    HYPER_LSTM,
                    HyperLstm.class,
                    SequenceLayerTypes::hyperLstm,
                    SequenceLayerTypes::write,
                    "hyperUnits",
                    "embedding"),
            NamedType.of(
                    ATTENTION,
                    SelfAttention.class,
                    SequenceLayerTypes::attention,
                    SequenceLayerTypes::write,
                    "headSize",
                    "units",
                    "causal"),
            NamedType.of(GRAPH, MeanGraph.class, SequenceLayerTypes::graph, SequenceLayerTypes::write, EDGES),
            NamedType.of(
                    GATED_GRAPH,
                    GatedGraph.class,
                    SequenceLayerTypes::gatedGraph,
                    SequenceLayerTypes::write,
                    STEPS,
                    EDGES),
            NamedType.of(
                    TARGET_GRAPH,
                    TargetGraph.class,
                    node -> new TargetGraph(node.child(TARGET_GRAPH).integer(1), node.integer(STEPS, 1, GRAPH_STEPS)),
                    (graph, node) -> node.put(TARGET_GRAPH, graph.units()).put(STEPS, graph.steps()),
                    STEPS),
            NamedType.of(
                    TOGETHER,
                    Together.class,
                    node -> new Together(LayersCodec.readOne(node.child(TOGETHER))),
                    (all, node) -> node.set(TOGETHER, LayersCodec.writeOne(all.layer()))),
            NamedType.of(
                    POSITION_WISE,
                    PositionWise.class,
                    node -> new PositionWise(LayersCodec.readOne(node.child(POSITION_WISE))),
                    (each, node) -> node.set(POSITION_WISE, LayersCodec.writeOne(each.layer()))),
            NamedType.constant("lastStep", LastStep.class, new LastStep()),
            NamedType.of(
                    "oneHot",
                    OneHot.class,
                    node -> new OneHot(node.child("oneHot").integer(2)),
                    (oneHot, node) -> node.put("oneHot", oneHot.classes())));

    private SequenceLayerTypes() {}

    private static HyperLstm hyperLstm(ConfigNode node) {
        return new HyperLstm(
                node.child(HYPER_LSTM).integer(2),
                node.integer("hyperUnits", 2, HYPER_UNITS),
                node.integer("embedding", 1, EMBEDDING));
    }

    private static void write(HyperLstm hyperLstm, ObjectNode node) {
        node.put(HYPER_LSTM, hyperLstm.units());
        node.put("hyperUnits", hyperLstm.hyperUnits());
        node.put("embedding", hyperLstm.embedding());
    }

    private static SelfAttention attention(ConfigNode node) {
        return new SelfAttention(
                node.child(ATTENTION).integer(1),
                node.integer("headSize", 0, 0),
                node.integer("units", 0, 0),
                node.flag("causal", false));
    }

    private static void write(SelfAttention attention, ObjectNode node) {
        node.put(ATTENTION, attention.heads());
        node.put("headSize", attention.headSize());
        node.put("units", attention.units());
        node.put("causal", attention.causal());
    }

    private static MeanGraph graph(ConfigNode node) {
        return new MeanGraph(node.child(GRAPH).integer(1), edges(node.find(EDGES)));
    }

    private static void write(MeanGraph graph, ObjectNode node) {
        node.put(GRAPH, graph.units());
        write(graph.edges(), node);
    }

    private static GatedGraph gatedGraph(ConfigNode node) {
        int units = node.child(GATED_GRAPH).integer(1);
        return new GatedGraph(units, node.integer(STEPS, 1, GRAPH_STEPS), edges(node.find(EDGES)));
    }

    private static void write(GatedGraph graph, ObjectNode node) {
        node.put(GATED_GRAPH, graph.units());
        node.put(STEPS, graph.steps());
        write(graph.edges(), node);
    }

    private static Edges edges(Optional<ConfigNode> node) {
        if (node.isEmpty() || node.get().isText()) {
            node.ifPresent(text -> text.choice(List.of("chain")));
            return Edges.chain();
        }
        return node.get()
                .build(() -> new Edges(node.get().list().stream()
                        .map(pair ->
                                pair.list().stream().map(end -> end.integer(0)).toList())
                        .toList()));
    }

    private static void write(Edges edges, ObjectNode node) {
        if (edges.pairs().isEmpty()) {
            node.put(EDGES, "chain");
            return;
        }
        ArrayNode list = node.putArray(EDGES);
        for (List<Integer> pair : edges.pairs()) {
            ArrayNode ends = list.addArray();
            pair.forEach(ends::add);
        }
    }
}
