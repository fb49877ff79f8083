package org.hypernetspark.net;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hypernetspark.param.Shape;

/**
 * The immutable description of a target network and what it is trained for. A target may have variants, which differ in
 * width, depth or number of outputs; each task then has one of them.
 *
 * @param input shape of one example, the same for all variants; null: as many values as the data has features
 * @param variants the layers of each variant by its name; variants are counted from 0 in the order of their names. A target
 *     of one shape has one variant, whose name is empty
 * @param loss of the network's raw outputs
 */
public record TargetSpec(Shape input, SortedMap<String, List<LayerSpec>> variants, Loss loss) {
    /**
     * Copies the layers.
     *
     * @throws IllegalArgumentException if a variant has none, or there is no variant
     */
    public TargetSpec {
        Objects.requireNonNull(loss, "loss");
        SortedMap<String, List<LayerSpec>> copy = new TreeMap<>();
        variants.forEach((name, layers) -> copy.put(name, List.copyOf(layers)));
        if (copy.isEmpty() || copy.values().stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a target network needs at least one layer, got none");
        }
        variants = Collections.unmodifiableSortedMap(copy);
    }

    /** A target of one shape. */
    public TargetSpec(Shape input, List<LayerSpec> layers, Loss loss) {
        this(input, new TreeMap<>(Map.of("", layers)), loss);
    }

    /**
     * The layers of a target of one shape.
     *
     * @throws IllegalArgumentException if the target has variants
     */
    public List<LayerSpec> layers() {
        if (variants.size() > 1) {
            throw new IllegalArgumentException("A target of one shape is needed here; this one has the variants "
                    + String.join(", ", variants.keySet()));
        }
        return variants.get(variants.firstKey());
    }

    /** The names of the variants, in the order in which they are counted. */
    public List<String> names() {
        return List.copyOf(variants.keySet());
    }

    /**
     * The same with its input shape fixed for data with this many features.
     *
     * @throws IllegalArgumentException if another number of values is expected
     */
    public TargetSpec resolve(int features) {
        if (input != null && input.size() != features) {
            throw new IllegalArgumentException("The target's input " + input + " has " + input.size()
                    + " values, the data has " + features + " features; make them agree");
        }
        return input != null ? this : new TargetSpec(Shape.of(features), variants, loss);
    }

    /**
     * The network of a target of one shape.
     *
     * @throws IllegalArgumentException if the input shape is still open, a layer does not fit its input, the loss does not
     *     fit the output, or the target has variants
     */
    public Network network() {
        return network(layers());
    }

    /**
     * The networks of all variants, in the order in which they are counted.
     *
     * @throws IllegalArgumentException if the input shape is still open, a layer does not fit its input, or the loss does
     *     not fit the output
     */
    public List<Network> networks() {
        return variants.values().stream().map(this::network).toList();
    }

    private Network network(List<LayerSpec> layers) {
        if (input == null) {
            throw new IllegalArgumentException("The target's input shape is not known; resolve it with the data first");
        }
        Network network = Network.of(input, layers);
        loss.labelWidth(network.output());
        return network;
    }
}
