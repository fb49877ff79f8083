package org.hypernetspark.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs the target networks of several tasks: inputs {@code x [tasks x rows, features]} and {@code theta [tasks, weights]},
 * output {@code [tasks x rows, outputs]}.
 */
@SuppressWarnings("overrides") // DL4J's own class and interface disagree on variable arguments.
final class GeneratedTargetVertex extends BaseGraphVertex {
    private static final long serialVersionUID = 1;

    private final transient List<GeneratedLayer> layers;
    private transient TaskVectors theta;

    GeneratedTargetVertex(
            ComputationGraph graph, String name, int index, DataType dataType, List<GeneratedLayer> layers) {
        super(graph, name, index, null, null, dataType);
        this.layers = layers;
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public Layer getLayer() {
        return null;
    }

    @Override
    @SuppressWarnings("try") // The workspace is open for what is allocated inside.
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        try (MemoryWorkspace open = workspaces.notifyScopeBorrowed(ArrayType.ACTIVATIONS)) {
            INDArray weights = inputs[1];
            theta = new TaskVectors(weights.ordering() == 'c' && !weights.isView() ? weights : weights.dup('c'));
            INDArray values = inputs[0];
            for (GeneratedLayer layer : layers) {
                values = layer.forward(values, theta);
            }
            return values;
        }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        INDArray gradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, inputs[1].shape(), 'c');
        TaskVectors dTheta = new TaskVectors(gradient);
        INDArray delta = epsilon;
        for (int i = layers.size() - 1; i >= 0; i--) {
            delta = layers.get(i).backward(delta, theta, dTheta, i > 0);
        }
        return new Pair<>(null, new INDArray[] {null, gradient});
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        if (view != null) {
            throw new IllegalArgumentException("The target's weights are generated; the vertex has no parameters");
        }
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int rows) {
        return null;
    }

    @Override
    public String toString() {
        return "GeneratedTargetVertex(" + getVertexName() + ")";
    }
}
