package org.hypernetspark.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Hypernet and target as one DL4J {@code ComputationGraph}: stock layers, and one vertex of ours that runs the targets. It can
 * be trained as any other, by DL4J's own code, on {@link GraphMinibatch}es.
 *
 * <p>Inputs, in this order: {@code x [tasks x rows, features]}, task after task; if there is an embedding {@code task
 * [tasks, 1]}, positions in the embedding table; if there is a descriptor {@code descriptor [tasks, size]}. DL4J counts the
 * rows of the first input as examples, so its score and its gradients are means over all rows, as ours are means over tasks
 * of means over rows. An embedding's gradient is divided by the number of tasks too, unlike ours; Adam does not mind.
 */
public final class ComposedGraph {
    static final String EMBEDDING = "embedding";
    private static final String DESCRIPTOR = "descriptor";

    private final Hypernet hypernet;
    private final Loss loss;
    private final int tasks;

    /**
     * The graph of a hypernet.
     *
     * @param tasks number of tasks in the embedding table
     * @throws IllegalArgumentException if the hypernet cannot be expressed, saying why
     */
    public ComposedGraph(Hypernet hypernet, Loss loss, int tasks) {
        GraphLimits.check(hypernet, loss);
        this.hypernet = hypernet;
        this.loss = loss;
        this.tasks = tasks;
    }

    Hypernet hypernet() {
        return hypernet;
    }

    int tasks() {
        return tasks;
    }

    /**
     * A graph with these parameters, ready to be trained.
     *
     * @param shared updater of {@code phi}
     * @param embeddings updater of the embedding table
     * @param phi as {@code Hypernet.layout()} says
     * @param embedding {@code [tasks, embedding]}
     */
    public ComputationGraph graph(IUpdater shared, IUpdater embeddings, float[] phi, float[] embedding) {
        Nd4jStart.now();
        ComputationGraph graph = new ComputationGraph(configuration(shared, embeddings));
        graph.init();
        new GraphParameters(this, graph).write(phi, embedding);
        return graph;
    }

    /** The configuration, with these updaters of {@code phi} and of the embeddings. */
    ComputationGraphConfiguration configuration(IUpdater shared, IUpdater embeddings) {
        // The seed draws nothing that is used: parameters come from outside.
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(0)
                .dataType(DataType.FLOAT)
                .updater(shared)
                .graphBuilder()
                .addInputs("x");
        String theta = generator(graph, condition(graph, embeddings));
        graph.addVertex("target", GeneratedTarget.of(hypernet.target()), "x", theta);
        return graph.addLayer("loss", lossLayer(), "target").setOutputs("loss").build();
    }

    /** Adds what the hypernet sees; returns the vertex's name. */
    private String condition(GraphBuilder graph, IUpdater updater) {
        Condition condition = hypernet.condition();
        if (condition.embedding() > 0) {
            graph.addInputs("task");
            EmbeddingLayer table = new EmbeddingLayer.Builder()
                    .nIn(tasks)
                    .nOut(condition.embedding())
                    .hasBias(false)
                    .activation(new ActivationIdentity())
                    .updater(updater)
                    .build();
            graph.addLayer(EMBEDDING, table, "task");
        }
        if (condition.descriptor() == 0) {
            return EMBEDDING;
        }
        graph.addInputs(DESCRIPTOR);
        if (condition.embedding() == 0) {
            return DESCRIPTOR;
        }
        graph.addVertex("condition", new MergeVertex(), EMBEDDING, DESCRIPTOR);
        return "condition";
    }

    /** Adds trunk and head; returns the head's name. An activation behind a dense layer becomes that layer's own. */
    private String generator(GraphBuilder graph, String condition) {
        Network generator = hypernet.generator();
        List<LayerSpec> specs = generator.specs();
        String last = condition;
        for (int i = 0; i < specs.size(); i++) {
            String name = layerName(i);
            if (specs.get(i) instanceof Dense dense) {
                boolean own = i + 1 < specs.size() && specs.get(i + 1) instanceof Activation;
                IActivation activation = own ? activation(i + 1, specs.get(i + 1)) : new ActivationIdentity();
                graph.addLayer(name, dense(generator, i, dense, activation), last);
                i += own ? 1 : 0;
            } else {
                graph.addLayer(name, new ActivationLayer(activation(i, specs.get(i))), last);
            }
            last = name;
        }
        return last;
    }

    private static DenseLayer dense(Network generator, int index, Dense dense, IActivation activation) {
        return new DenseLayer.Builder()
                .nIn(generator.layers().get(index).input().size())
                .nOut(dense.units())
                .hasBias(dense.bias())
                .activation(activation)
                .build();
    }

    private static IActivation activation(int index, LayerSpec spec) {
        return Dl4jActivations.write(index, (Activation) spec);
    }

    /** The name of layer {@code index} of trunk and head. */
    static String layerName(int index) {
        return "layer" + index;
    }

    private LossLayer lossLayer() {
        ILossFunction function = loss instanceof BinaryCrossEntropy ? new CopyingBinaryXent() : Dl4jLosses.write(loss);
        LossLayer layer = new LossLayer.Builder(function)
                .activation(Dl4jLosses.activation(loss))
                .build();
        layer.setNIn(hypernet.target().output().size());
        layer.setNOut(hypernet.target().output().size());
        return layer;
    }
}
