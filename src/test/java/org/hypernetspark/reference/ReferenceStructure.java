package org.hypernetspark.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.StructuredChunks;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/** Structured chunks of layers that have a weight and perhaps a bias, unit by unit from their description. */
final class ReferenceStructure {
    private final HypernetSpec spec;
    private final StructuredChunks output;
    private final List<ParameterSpec> tensors;
    /** For each kind its chunks: a layer and the first of its units. */
    private final Map<List<Integer>, List<Chunk>> kinds = new LinkedHashMap<>();

    private record Chunk(String layer, int first, int units) {}

    ReferenceStructure(HypernetSpec spec, StructuredChunks output, List<ParameterSpec> tensors) {
        this.spec = spec;
        this.output = output;
        this.tensors = tensors;
        for (ParameterSpec weight : tensors) {
            if (weight.name().endsWith(".weight")) {
                String layer = weight.name().substring(0, weight.name().lastIndexOf('.'));
                int all = weight.shape().dim(0);
                int units = all % output.units() == 0 ? output.units() : all;
                List<Integer> kind = List.of(units, weight.size() / all, bias(layer) ? 1 : 0);
                for (int first = 0; first < all; first += units) {
                    kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Chunk(layer, first, units));
                }
            }
        }
    }

    private boolean bias(String layer) {
        return tensors.stream().anyMatch(tensor -> tensor.name().equals(layer + ".bias"));
    }

    int chunks() {
        return kinds.values().stream().mapToInt(List::size).sum();
    }

    /** Appends the values of all tensors in order; returns where the networks and shared embeddings end. */
    int append(double[] phi, double[] condition, List<Double> values) {
        Map<String, double[]> made = new LinkedHashMap<>();
        tensors.forEach(tensor -> made.put(tensor.name(), new double[tensor.size()]));
        int embedding = output.chunkEmbedding();
        Network trunk = Network.of(Shape.of(spec.condition().size() + embedding), spec.trunk());
        int hidden = trunk.output().size();
        int ends = 0;
        for (List<Integer> kind : kinds.keySet()) {
            ends += trunk.layout().size() + width(kind) * (hidden + 1);
        }
        int embeddingAt = output.perTask() ? spec.condition().embedding() : ends;
        int at = 0;
        for (Map.Entry<List<Integer>, List<Chunk>> kind : kinds.entrySet()) {
            for (Chunk chunk : kind.getValue()) {
                double[] input = input(condition, output.perTask() ? condition : phi, embeddingAt);
                double[] x = ReferenceNetwork.forward(trunk, phi, at, input, 0);
                double[] outputs =
                        ReferenceHypernet.linear(phi, at + trunk.layout().size(), width(kind.getKey()), x);
                place(outputs, chunk, kind.getKey(), made);
                embeddingAt += embedding;
            }
            at += trunk.layout().size() + width(kind.getKey()) * (hidden + 1);
        }
        for (double[] tensor : made.values()) {
            for (double value : tensor) {
                values.add(value);
            }
        }
        return output.perTask() ? ends : embeddingAt;
    }

    private static int width(List<Integer> kind) {
        return kind.get(0) * (kind.get(1) + kind.get(2));
    }

    /** Embedding and descriptor of the condition, then the chunk's embedding. */
    private double[] input(double[] condition, double[] embeddings, int embeddingAt) {
        int size = spec.condition().size();
        int common = spec.condition().embedding();
        double[] input = new double[size + output.chunkEmbedding()];
        System.arraycopy(condition, 0, input, 0, common);
        System.arraycopy(condition, condition.length - (size - common), input, common, size - common);
        System.arraycopy(embeddings, embeddingAt, input, size, output.chunkEmbedding());
        return input;
    }

    private static void place(double[] outputs, Chunk chunk, List<Integer> kind, Map<String, double[]> made) {
        int row = kind.get(1);
        System.arraycopy(outputs, 0, made.get(chunk.layer() + ".weight"), chunk.first() * row, chunk.units() * row);
        if (kind.get(2) == 1) {
            double[] bias = made.get(chunk.layer() + ".bias");
            System.arraycopy(outputs, chunk.units() * row, bias, chunk.first(), chunk.units());
        }
    }
}
