package org.hypernetspark.dl4j;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies {@code phi} and the embedding table into a composed graph and out of it.
 *
 * <p>DL4J's {@code [inputs, units]} in order f lies in memory as our {@code [units, inputs]} in order c.
 */
public final class GraphParameters {
    private final ComposedGraph composed;
    private final ComputationGraph graph;

    /**
     * Those of one graph.
     *
     * @param graph made by {@code composed}, or a copy of such a one
     */
    public GraphParameters(ComposedGraph composed, ComputationGraph graph) {
        this.composed = composed;
        this.graph = graph;
    }

    /** Where a tensor of the graph lies in ours. */
    private interface Copy {
        void of(String name, char order, float[] values, int at);
    }

    /** Puts {@code phi} and the embeddings {@code [tasks, embedding]} in. */
    void write(float[] phi, float[] embeddings) {
        visit(phi, embeddings, this::put);
    }

    /** {@code phi}, in our order. */
    public float[] phi() {
        float[] phi = new float[composed.hypernet().layout().size()];
        visit(phi, new float[embeddingValues()], this::get);
        return phi;
    }

    /** The embeddings {@code [tasks, embedding]}. */
    public float[] embeddings() {
        float[] embeddings = new float[embeddingValues()];
        visit(new float[composed.hypernet().layout().size()], embeddings, this::get);
        return embeddings;
    }

    private int embeddingValues() {
        return composed.tasks() * composed.hypernet().condition().embedding();
    }

    private void visit(float[] phi, float[] embeddings, Copy copy) {
        if (embeddings.length > 0) {
            copy.of(ComposedGraph.EMBEDDING + "_W", 'c', embeddings, 0);
        }
        Hypernet hypernet = composed.hypernet();
        List<LayerSpec> specs = hypernet.generator().specs();
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i) instanceof Dense dense) {
                int at = hypernet.generator().offset(i);
                int inputs = hypernet.generator().layers().get(i).input().size();
                copy.of(ComposedGraph.layerName(i) + "_W", 'f', phi, at);
                if (dense.bias()) {
                    copy.of(ComposedGraph.layerName(i) + "_b", 'c', phi, at + inputs * dense.units());
                }
            }
        }
    }

    private void put(String name, char order, float[] values, int at) {
        INDArray parameter = graph.getParam(name);
        float[] part = new float[Math.toIntExact(parameter.length())];
        System.arraycopy(values, at, part, 0, part.length);
        parameter.assign(Nd4j.create(part, parameter.shape(), order));
    }

    private void get(String name, char order, float[] values, int at) {
        float[] part = graph.getParam(name).dup(order).data().asFloat();
        System.arraycopy(part, 0, values, at, part.length);
    }
}
