package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;

/**
 * Tensors that have a row for each of the same units: a layer's matrix with its biases and the normalisation behind.
 *
 * @param units rows of each tensor
 * @param tensors the tensors, in order
 */
record UnitGroup(int units, List<Tensor> tensors) {
    /**
     * A tensor of a group.
     *
     * @param at where it begins
     * @param row values of one unit
     */
    record Tensor(int at, int row, ParameterKind kind) {}

    /** What makes chunks alike: how many units, and for each tensor the values of one and what they are for. */
    record Kind(int units, List<Integer> rows, List<ParameterKind> kinds) {
        int size() {
            return units * rows.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** The groups of a layout. A vector goes with a matrix of its layer; if there is none, with the layer before. */
    static List<UnitGroup> of(ParameterLayout layout) {
        List<UnitGroup> groups = new ArrayList<>();
        for (List<Integer> layer : layers(layout).values()) {
            List<UnitGroup> own = new ArrayList<>();
            layer.stream().filter(i -> matrix(layout, i)).forEach(i -> join(own, layout, i, true));
            if (own.isEmpty() && !groups.isEmpty()) {
                own.add(groups.remove(groups.size() - 1));
            }
            layer.stream().filter(i -> !matrix(layout, i)).forEach(i -> join(own, layout, i, false));
            groups.addAll(own);
        }
        return groups;
    }

    private static Map<String, List<Integer>> layers(ParameterLayout layout) {
        Map<String, List<Integer>> layers = new LinkedHashMap<>();
        for (int i = 0; i < layout.specs().size(); i++) {
            String name = layout.specs().get(i).name();
            String layer = name.substring(0, name.lastIndexOf('.') + 1);
            layers.computeIfAbsent(layer, key -> new ArrayList<>()).add(i);
        }
        return layers;
    }

    private static boolean matrix(ParameterLayout layout, int index) {
        return layout.specs().get(index).shape().rank() > 1;
    }

    /** Adds a tensor to the first group of as many units, or as a group of its own. */
    private static void join(List<UnitGroup> groups, ParameterLayout layout, int index, boolean alone) {
        ParameterSpec spec = layout.specs().get(index);
        int units = spec.shape().dim(0);
        Tensor tensor = new Tensor(layout.offset(index), spec.size() / units, spec.kind());
        for (UnitGroup group : groups) {
            if (!alone && group.units == units) {
                group.tensors.add(tensor);
                return;
            }
        }
        groups.add(new UnitGroup(units, new ArrayList<>(List.of(tensor))));
    }

    Kind kind(int chunkUnits) {
        return new Kind(
                chunkUnits,
                tensors.stream().map(Tensor::row).toList(),
                tensors.stream().map(Tensor::kind).toList());
    }

    /** The runs of one chunk, of piece 0. */
    List<Segment> chunk(int firstUnit, int chunkUnits) {
        List<Segment> runs = new ArrayList<>();
        int from = 0;
        for (Tensor tensor : tensors) {
            int length = chunkUnits * tensor.row;
            runs.add(new Segment(0, from, tensor.at + firstUnit * tensor.row, length));
            from += length;
        }
        return runs;
    }
}
