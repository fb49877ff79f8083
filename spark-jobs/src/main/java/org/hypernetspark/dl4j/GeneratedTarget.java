package org.hypernetspark.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.LayersCodec;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The vertex of a DL4J {@code ComputationGraph} that is a target network whose weights come from another vertex: its inputs
 * are {@code x [tasks x rows, features]}, task after task, and {@code theta [tasks, weights]}.
 *
 * <p>A public class because DL4J writes it into a configuration's JSON and reads it from there.
 */
public final class GeneratedTarget extends GraphVertex {
    private static final long serialVersionUID = 1;

    private final String layers;
    private final int[] input;

    /**
     * A vertex as its JSON says.
     *
     * @param layers of the target, as configurations write them
     * @param input shape of one example
     */
    public GeneratedTarget(@JsonProperty("layers") String layers, @JsonProperty("input") int... input) {
        this.layers = layers;
        this.input = input.clone();
    }

    /**
     * The vertex for a target network.
     *
     * @throws IllegalArgumentException if a layer cannot be run here, naming it
     */
    static GeneratedTarget of(Network target) {
        GeneratedLayers.of(target);
        return new GeneratedTarget(
                LayersCodec.write(target.specs()).toString(),
                target.input().dims().stream().mapToInt(Integer::intValue).toArray());
    }

    /** The target's layers, as configurations write them. */
    @JsonProperty("layers")
    public String getLayers() {
        return layers;
    }

    /** Shape of one example. */
    @JsonProperty("input")
    public int[] getInput() {
        return input.clone();
    }

    private Network network() {
        List<LayerSpec> specs = LayersCodec.read(ConfigReader.json(layers, "layers of the DL4J vertex"));
        return Network.of(Shape.of(input), specs);
    }

    @Override
    public GraphVertex clone() {
        return new GeneratedTarget(layers, input);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeneratedTarget that && layers.equals(that.layers) && Arrays.equals(input, that.input);
    }

    @Override
    public int hashCode() {
        return Objects.hash(layers, Arrays.hashCode(input));
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return 2;
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        return new GeneratedTargetVertex(graph, name, index, dataType, GeneratedLayers.of(network()));
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        return InputType.feedForward(network().output().size());
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        InputType output = getOutputType(-1, inputs);
        return new LayerMemoryReport.Builder(null, GeneratedTarget.class, inputs[0], output)
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(0, 0)
                .build();
    }
}
